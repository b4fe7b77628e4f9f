// The user's default for environments with no chosen mode.
import * as vscode from "vscode";
import { meanings } from "./generated";
import { sayBriefly } from "./messages";
import { confirmDefaultOn } from "./notice";
import { icon, isMode, modes, type Mode } from "./status";

const section = "goTelemetry";
const key = "defaultMode";

/** Only the user's value: no workspace can switch the mode. */
export function userDefaultMode(): Mode | undefined {
  const value = vscode.workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue;
  return isMode(value) ? value : undefined;
}

/** @param mode undefined to ask in each environment */
export async function saveDefaultMode(mode: Mode | undefined): Promise<void> {
  try {
    await vscode.workspace.getConfiguration(section).update(key, mode, vscode.ConfigurationTarget.Global);
  } catch (error) {
    throw new Error(`storing your choice in the settings: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Choice extends vscode.QuickPickItem {
  readonly mode: Mode | undefined;
}

/** Lets the user choose the default. */
export async function chooseDefaultMode(): Promise<void> {
  const now = userDefaultMode();
  const choice = (mode: Mode | undefined, name: string, detail: string): Choice => ({
    label: `${mode === now ? "$(check)" : mode === undefined ? "$(question)" : icon(mode)} ${name}`,
    description: mode === now ? "current" : "",
    detail,
    mode,
  });
  const picked = await vscode.window.showQuickPick(
    [choice(undefined, "Ask", "Ask once in each environment."), ...modes.map((mode) => choice(mode, nameOf(mode), meanings[mode]))],
    {
      title: "Go Telemetry: Default for New Environments",
      placeHolder: "The mode for each machine, container and codespace where none was chosen",
    },
  );
  if (picked === undefined || picked.mode === now) return;
  if (picked.mode === "on" && !(await confirmDefaultOn())) return;
  await saveDefaultMode(picked.mode);
  sayBriefly("check", `Go telemetry: the default for new environments is ${picked.mode === undefined ? "to ask" : picked.mode}`);
}

export function nameOf(mode: Mode): string {
  return mode.charAt(0).toUpperCase() + mode.slice(1);
}
