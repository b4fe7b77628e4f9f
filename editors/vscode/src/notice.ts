// What a user is told before a switch to on, by whatever way it comes.
import * as vscode from "vscode";
import { facts } from "./facts";
import { privacyPage } from "./generated";
import { confirm } from "./messages";

/** The ways back that only this editor has. */
const here = "Here: Undo, or the command 'Go Telemetry: Keep Local'.";

/** Whether the user, having read the facts, still wants to switch on. */
export async function confirmOn(): Promise<boolean> {
  const read = "Read Privacy Page";
  const detail = [...facts, here].join("\n\n");
  for (;;) {
    const answer = await confirm("info", "Turn Go telemetry on?", detail, "Turn On", read);
    if (answer !== read) return answer === "Turn On";
    await vscode.env.openExternal(vscode.Uri.parse(privacyPage));
  }
}
