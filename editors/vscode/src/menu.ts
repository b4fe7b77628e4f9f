// The quick pick of the status bar item: the modes, then the views.
import * as vscode from "vscode";
import type { PaletteCommand } from "./palette";
import { plain } from "./plain";
import { serverCommands, short } from "./generated";
import { byDefault, icon, limits, modes, permits, type Mode, type Status } from "./status";
import { showError, type Server } from "./switching";
import { nameOf } from "./userDefault";

interface Entry extends vscode.QuickPickItem {
  readonly mode?: Mode;
  readonly command?: string;
}

export function entries(status: Status | undefined, views: readonly PaletteCommand[]): Entry[] {
  const list: Entry[] = [];
  if (status !== undefined) {
    list.push({ label: "Mode", kind: vscode.QuickPickItemKind.Separator });
    for (const mode of modes.filter((mode) => mode === status.mode || permits(status, mode))) list.push(modeEntry(mode, status));
    const limit = limits(status);
    if (limit !== undefined) list.push({ label: "$(law) This machine's policy", detail: plain(limit), command: "goTelemetry.showPolicy" });
  }
  if (views.length > 0) list.push({ label: "Views and actions", kind: vscode.QuickPickItemKind.Separator });
  for (const view of views) list.push({ label: `$(${view.icon}) ${view.title}`, command: view.id });
  return list;
}

function modeEntry(mode: Mode, status: Status): Entry {
  const current = status.mode === mode;
  const description = current ? (byDefault(status) ? "current, by default" : "current") : "";
  return { label: `${current ? "$(check)" : icon(mode)} ${nameOf(mode)}`, description, detail: sentence(short[mode]), mode };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shows the menu immediately; while the server starts, only with entries that need no server. */
export async function showMenu(
  server: Server,
  views: () => readonly PaletteCommand[],
  switchTo: (mode: Mode) => Promise<void>,
): Promise<void> {
  const list = vscode.window.createQuickPick<Entry>();
  list.title = "Go Telemetry";
  list.matchOnDetail = true;
  const picked = choice(list);
  list.placeholder = "Waiting for the Go telemetry server";
  list.items = entries(server.status, views());
  list.busy = true;
  list.show();
  statusOf(server).then(
    (status) => fill(list, status, views()),
    (error: unknown) => {
      list.hide();
      showError(error);
    },
  );
  const entry = await picked;
  if (entry?.mode !== undefined) await switchTo(entry.mode);
  else if (entry?.command !== undefined) await vscode.commands.executeCommand(entry.command);
}

/** The status of a server that may still be starting; undefined if none runs. */
async function statusOf(server: Server): Promise<Status | undefined> {
  await server.settled();
  return server.status ?? (server.has(serverCommands.status) ? server.run<Status>(serverCommands.status) : undefined);
}

/** Selects the current mode first, so that Enter alone switches nothing. */
function fill(list: vscode.QuickPick<Entry>, status: Status | undefined, views: readonly PaletteCommand[]): void {
  list.busy = false;
  list.placeholder = status === undefined ? "The server is not running" : plain(`${status.text}${byDefault(status) ? " (default)" : ""}`);
  const items = entries(status, views);
  list.items = items;
  list.activeItems = items.filter((entry) => entry.mode !== undefined && entry.mode === status?.mode);
}

function choice(list: vscode.QuickPick<Entry>): Promise<Entry | undefined> {
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
  });
}
