// What each command of the extension does.
import * as vscode from "vscode";
import { cleanUp, copyStatus, openFolder } from "./actions";
import { serverCommands } from "./generated";
import { showMenu } from "./menu";
import { showPage } from "./pages";
import { palette, type ActionId, type PaletteCommand } from "./palette";
import type { Session } from "./session";
import type { Mode } from "./status";
import { showError, type Switching } from "./switching";

type Run = () => Promise<void> | void;

export function registerCommands(server: Session, switching: Switching, log: vscode.LogOutputChannel): vscode.Disposable[] {
  const does: Readonly<Record<string, Run>> = actions(server, switching, log);
  const views = () => palette.filter(({ menu, needs }) => menu === true && (needs === undefined || server.has(needs)));
  return [
    register("goTelemetry.showMenu", () => showMenu(server, views, (mode) => switching.to(mode))),
    ...palette.flatMap((command) => {
      const { id, page, aliases = [] } = command;
      const run = page === undefined ? does[id] : () => openPage(server, page, command);
      return run === undefined ? [] : [id, ...aliases].map((name) => register(name, run));
    }),
  ];
}

/** What the commands do that show no page; the dashboard registers its own. */
function actions(
  server: Session,
  switching: Switching,
  log: vscode.LogOutputChannel,
): Record<Exclude<ActionId, "goTelemetry.showDashboard">, Run> {
  const switchTo = (mode: Mode) => switching.to(mode);
  return {
    "goTelemetry.switchMode": () => showMenu(server, () => [], switchTo),
    "goTelemetry.turnOn": () => switchTo("on"),
    "goTelemetry.keepLocal": () => switchTo("local"),
    "goTelemetry.turnOff": () => switchTo("off"),
    "goTelemetry.undoSwitch": () => switching.undo(),
    "goTelemetry.openFolder": () => openFolder(server),
    "goTelemetry.cleanUp": () => cleanUp(server),
    "goTelemetry.copyStatus": () => copyStatus(server),
    "goTelemetry.resetPrompt": () => server.run(serverCommands.resetPrompt),
    "goTelemetry.restartServer": () => server.restart(),
    "goTelemetry.showLog": () => log.show(),
  };
}

function register(id: string, run: Run): vscode.Disposable {
  return vscode.commands.registerCommand(id, async () => {
    try {
      await run();
    } catch (error) {
      showError(error);
    }
  });
}

async function openPage(server: Session, page: string, { needs }: PaletteCommand): Promise<void> {
  await server.settled();
  if (needs === undefined || !server.has(needs)) {
    throw new Error("the running server does not offer this, or is not running");
  }
  await showPage(page);
}
