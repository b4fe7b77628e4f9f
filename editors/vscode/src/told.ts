// The server's messages that ask nothing.
import * as vscode from "vscode";
import type { Message } from "./client";
import { wording } from "./facts";
import { say } from "./messages";
import { palette } from "./palette";
import { severity } from "./questions";

/** Shows a message. A button for the page that says more also keeps VS Code from cutting the message to a line. */
export async function tell(message: Message): Promise<void> {
  const page = message.goTelemetry?.page;
  const more = page === undefined ? undefined : palette.find((command) => command.page === page);
  const answer = await say(severity(message), wording(message), ...(more === undefined ? [] : [more.title]));
  if (answer !== undefined && more !== undefined) await vscode.commands.executeCommand(more.id);
}
