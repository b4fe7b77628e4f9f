// The user's default for environments with no chosen mode.
import * as vscode from "vscode";
import { isMode, type Mode } from "./status";

const section = "goTelemetry";
const key = "defaultMode";

/** Only the user's value: no workspace can switch the mode. */
export function userDefaultMode(): Mode | undefined {
  const value = vscode.workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue;
  return isMode(value) ? value : undefined;
}

export async function saveDefaultMode(mode: Mode): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(key, mode, vscode.ConfigurationTarget.Global);
}
