// What a user is told before a switch to on, by whatever way it comes.
import * as vscode from "vscode";

export const privacyPage = "https://telemetry.go.dev/privacy";

const facts = [
  "About once a week the Go toolchain will send the approved counters of its own tools to telemetry.go.dev: how often a feature ran, versions, the platform, stacks of crashes. No code, file names or paths of yours.",
  "They are published there as a public data set.",
  "Nothing counted today or before is sent.",
  `Privacy: ${privacyPage}`,
  "To go back: Undo, the command 'Go Telemetry: Keep Local', or `go telemetry local` in a terminal.",
];

/** The facts in one paragraph, for a message that announces a switch already made. */
export const notice = facts.join(" ");

/** Whether the user, having read the facts, still wants to switch on. */
export async function confirmOn(): Promise<boolean> {
  const read = "Read Privacy Page";
  for (;;) {
    const answer = await vscode.window.showInformationMessage(
      "Turn Go telemetry on?",
      { modal: true, detail: facts.join("\n\n") },
      "Turn On",
      read,
    );
    if (answer !== read) return answer === "Turn On";
    await vscode.env.openExternal(vscode.Uri.parse(privacyPage));
  }
}
