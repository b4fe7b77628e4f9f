// The notice before every switch to on.
import * as vscode from "vscode";
import { facts } from "./facts";
import { privacyPage } from "./generated";
import { confirm } from "./messages";

/** How to undo a switch in this editor. */
const here = "In VS Code: Undo, or the command 'Go Telemetry: Keep Local'.";

/** Shows the facts. Returns whether the user still wants to switch to on. */
export async function confirmOn(): Promise<boolean> {
  const read = "Read Privacy Page";
  const detail = [...facts, here].join("\n\n");
  for (;;) {
    const answer = await confirm("info", "Turn Go telemetry on?", detail, "Turn On", read);
    if (answer !== read) return answer === "Turn On";
    await vscode.env.openExternal(vscode.Uri.parse(privacyPage));
  }
}
