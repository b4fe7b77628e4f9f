// The quick pick behind the status bar item: the modes, and below them the views.
import * as vscode from "vscode";
import type { PaletteCommand } from "./palette";
import { plain } from "./plain";
import { serverCommands, short } from "./generated";
import { byDefault, icon, modes, type Mode, type Status } from "./status";
import type { Server } from "./switching";

interface Entry extends vscode.QuickPickItem {
  readonly mode?: Mode;
  readonly command?: string;
}

const names: Record<Mode, string> = { on: "On", local: "Local", off: "Off" };

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
  const description = current ? (byDefault(status) ? "current, by default" : "current") : "";
  return { label: `${current ? "$(check)" : icon(mode)} ${names[mode]}`, description, detail: sentence(short[mode]), mode };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A menu never changes while it is open, so it waits for a server that is starting. */
export async function showMenu(
  server: Server,
  views: () => readonly PaletteCommand[],
  switchTo: (mode: Mode) => Promise<void>,
): Promise<void> {
  await server.settled();
  const status = server.status ?? (server.has(serverCommands.status) ? await server.run<Status>(serverCommands.status) : undefined);
  const title = status === undefined ? "The server is not running" : plain(`${status.text}${byDefault(status) ? " (default)" : ""}`);
  const picked = await pick(entries(status, views()), title, status?.mode);
  if (picked?.mode !== undefined) await switchTo(picked.mode);
  else if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
}

/** Begins at the mode in force, so that Enter alone switches nothing. */
function pick(items: readonly Entry[], placeholder: string, current: Mode | undefined): Promise<Entry | undefined> {
  const list = vscode.window.createQuickPick<Entry>();
  list.title = "Go Telemetry";
  list.placeholder = placeholder;
  list.matchOnDetail = true;
  list.items = items;
  list.activeItems = items.filter((entry) => entry.mode !== undefined && entry.mode === current);
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
