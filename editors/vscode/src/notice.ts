// The notice before every switch to on, and before on becomes the default.
import * as vscode from "vscode";
import { facts } from "./facts";
import { privacyPage } from "./generated";
import { confirm } from "./messages";

interface Notice {
  readonly question: string;
  readonly accept: string;
  /** How to undo it in this editor. */
  readonly back: string;
}

const ofSwitch: Notice = {
  question: "Turn Go telemetry on?",
  accept: "Turn On",
  back: "In VS Code: Undo, or the command 'Go Telemetry: Keep Local'.",
};

const ofDefault: Notice = {
  question: "Turn Go telemetry on in every environment where no mode was chosen?",
  accept: "Use On",
  back: "To go back, run 'Go Telemetry: Default for New Environments...' again. Environments with a chosen mode keep it.",
};

/** Shows the facts. Returns whether the user still wants to switch to on. */
export function confirmOn(): Promise<boolean> {
  return confirmed(ofSwitch);
}

/** The same for a default of on. */
export function confirmDefaultOn(): Promise<boolean> {
  return confirmed(ofDefault);
}

async function confirmed({ question, accept, back }: Notice): Promise<boolean> {
  const read = "Read Privacy Page";
  const detail = [...facts, back].join("\n\n");
  for (;;) {
    const answer = await confirm("info", question, detail, accept, read);
    if (answer !== read) return answer === accept;
    await vscode.env.openExternal(vscode.Uri.parse(privacyPage));
  }
}
