// The user's own default for environments where no mode was chosen.
import * as vscode from "vscode";
import { isMode, type Mode } from "./status";

const section = "goTelemetry";
const key = "defaultMode";

/** Only what the user set: no workspace may switch the mode. */
export function userDefaultMode(): Mode | undefined {
  const value = vscode.workspace.getConfiguration(section).inspect<unknown>(key)?.globalValue;
  return isMode(value) ? value : undefined;
}

export async function saveDefaultMode(mode: Mode): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(key, mode, vscode.ConfigurationTarget.Global);
}
