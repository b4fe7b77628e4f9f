// All messages of this extension outside its pages, as plain text. The log repeats
// them, for when a message is gone.
import * as vscode from "vscode";
import { plain, plainLines } from "./plain";

export type Severity = "info" | "warn" | "error";

type Log = Pick<vscode.LogOutputChannel, Severity>;

let log: Log | undefined;

/** Writes each message to `channel` from now on. */
export function logMessagesTo(channel: Log): void {
  log = channel;
}

/** Shows a notification. Returns the title of the pressed button. */
export async function say(severity: Severity, text: string, ...buttons: string[]): Promise<string | undefined> {
  const items = buttons.map((title) => ({ title }));
  return (await ask(severity, text, items))?.title;
}

/** Like say, with buttons that have more than a title. Returns the pressed one. */
export async function ask<T extends vscode.MessageItem>(severity: Severity, text: string, buttons: readonly T[]): Promise<T | undefined> {
  const message = plain(text);
  log?.[severity](`said: ${message}`);
  const items = buttons.map((button) => ({ title: plain(button.title), button }));
  const pressed = await shows[severity](message, ...items);
  if (pressed !== undefined) log?.info(`answered: ${pressed.title}`);
  return pressed?.button;
}

type Show = <T extends vscode.MessageItem>(message: string, ...items: T[]) => Thenable<T | undefined>;

const shows: Record<Severity, Show> = {
  info: (message, ...items) => vscode.window.showInformationMessage(message, ...items),
  warn: (message, ...items) => vscode.window.showWarningMessage(message, ...items),
  error: (message, ...items) => vscode.window.showErrorMessage(message, ...items),
};

/** Asks in a modal dialog. Returns the title of the pressed button. */
export async function confirm(severity: "info" | "warn", text: string, detail: string, ...buttons: string[]): Promise<string | undefined> {
  const show = severity === "info" ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  log?.info(`asked: ${plain(text)}`);
  const pressed = await show(plain(text), { modal: true, detail: plainLines(detail) }, ...buttons);
  log?.info(`answered: ${pressed ?? "cancelled"}`);
  return pressed;
}

/** Shows a text in the status bar for a few seconds. */
export function sayBriefly(icon: string, text: string): void {
  const message = plain(text);
  log?.info(`said: ${message}`);
  vscode.window.setStatusBarMessage(`$(${icon}) ${message}`, 5000);
}

/** Shows progress as a notification with a Cancel button. */
export function withProgress<T>(text: string, work: (cancelled: vscode.CancellationToken) => Promise<T>): Thenable<T> {
  const title = plain(text);
  log?.info(`said: ${title}`);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => work(token));
}
