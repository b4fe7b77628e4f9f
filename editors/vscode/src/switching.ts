// Switches of the mode, and the way back from each.
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import { confirmOn } from "./notice";
import type { Session } from "./session";
import { isMode, meaning, type Mode, type Status } from "./status";
import { errorText } from "./words";

export type Server = Pick<Session, "run" | "status" | "has">;

export class Switching {
  constructor(private readonly server: Server) {}

  /** Switches as the user asked: shows the notice, the outcome and the way back. */
  async to(mode: Mode): Promise<void> {
    const before = this.server.status;
    if (before?.mode === mode && before.chosen && before.problems.every((p) => p.code !== "undated-on")) {
      sayAlready(before);
      return;
    }
    await this.carryOut(mode, () => this.server.run<Status>(serverCommands.setMode, { mode }));
  }

  /** The same for a switch that the server offered, as by a code action. */
  async carryOut(mode: Mode, send: () => Promise<Status | undefined>): Promise<Status | undefined> {
    if (mode === "on" && !(await confirmOn())) return undefined;
    try {
      const after = await send();
      if (after === undefined) return undefined;
      if (after.mode === mode) void this.offerUndo(after);
      else void vscode.window.showWarningMessage(`Go telemetry is ${after.mode}, not ${mode}: somebody else switched it at the same time.`);
      return after;
    } catch (error) {
      showError(error);
      return undefined;
    }
  }

  async offerUndo(after: Status): Promise<void> {
    const undo = "Undo";
    const answer = await vscode.window.showInformationMessage(`Go telemetry is now ${after.mode}. ${meaning(after)}`, undo);
    if (answer === undo) await this.undo();
  }

  async undo(): Promise<void> {
    try {
      const after = await this.server.run<Status>(serverCommands.undoSwitch);
      const state = after.chosen ? after.mode : `${after.mode}, as nobody has chosen`;
      vscode.window.setStatusBarMessage(`$(discard) Go telemetry is ${state} again`, 5000);
    } catch (error) {
      showError(error);
    }
  }
}

/** For who chose what is in force. */
export function sayAlready({ mode, since }: Status): void {
  void vscode.window.showInformationMessage(`Go telemetry is ${mode} already${since === null ? "" : `, since ${since}`}.`);
}

/** The mode that the arguments of telemetry-ls.setMode ask for. */
export function askedMode(args: readonly unknown[]): Mode | undefined {
  const mode = (args[0] as { mode?: unknown } | undefined)?.mode;
  return isMode(mode) ? mode : undefined;
}

/** The way to the whole text keeps the message unfolded: it often ends in a hint. */
export function showError(error: unknown): void {
  const text = errorText(error);
  void vscode.window.showErrorMessage(text, "Show Log").then((answer) => {
    if (answer !== undefined) return vscode.commands.executeCommand("goTelemetry.showLog");
    return undefined;
  });
}
