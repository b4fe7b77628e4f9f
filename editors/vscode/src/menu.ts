// The quick pick behind the status bar item: the modes, and below them the views.
import * as vscode from "vscode";
import type { PaletteCommand } from "./palette";
import { icon, modes, type Mode, type Status } from "./status";

interface Entry extends vscode.QuickPickItem {
  readonly mode?: Mode;
  readonly command?: string;
}

const names: Record<Mode, string> = { on: "On", local: "Local", off: "Off" };

/** Short enough for one line of the list. */
const details: Record<Mode, string> = {
  on: "Count, and upload the approved counts about once a week",
  local: "Count, keep the counts on this machine, upload nothing",
  off: "Count nothing, upload nothing",
};

export function entries(status: Status | undefined, views: readonly PaletteCommand[]): Entry[] {
  const list: Entry[] = [];
  if (status !== undefined) {
    list.push({ label: "Mode", kind: vscode.QuickPickItemKind.Separator });
    for (const mode of modes) list.push(modeEntry(mode, status));
  }
  if (views.length > 0) list.push({ label: "Views and actions", kind: vscode.QuickPickItemKind.Separator });
  for (const view of views) list.push({ label: `$(${view.icon}) ${view.title}`, command: view.id });
  return list;
}

function modeEntry(mode: Mode, status: Status): Entry {
  const current = status.mode === mode;
  const description = current ? (status.chosen ? "current" : "current, by default") : "";
  return { label: `${current ? "$(check)" : icon(mode)} ${names[mode]}`, description, detail: details[mode], mode };
}

export async function showMenu(status: Status | undefined, views: readonly PaletteCommand[], switchTo: (mode: Mode) => Promise<void>): Promise<void> {
  const picked = await vscode.window.showQuickPick(entries(status, views), {
    title: "Go Telemetry",
    placeHolder: status === undefined ? "The server is not running" : `${status.text}${status.chosen ? "" : " (default: nobody has chosen)"}`,
    matchOnDetail: true,
  });
  if (picked?.mode !== undefined) await switchTo(picked.mode);
  else if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
}
