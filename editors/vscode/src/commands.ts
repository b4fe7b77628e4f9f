// What each command of the extension does.
import * as vscode from "vscode";
import { cleanUp, copyStatus, openFolder } from "./actions";
import type { NamedCrash } from "./crash";
import { copyCrash, downloadConfig, exportDashboard } from "./export";
import { serverCommands } from "./generated";
import { showMenu } from "./menu";
import { showPage } from "./pages";
import { palette, type ActionId, type PaletteCommand } from "./palette";
import type { Session } from "./session";
import type { Mode } from "./status";
import { showError, type Switching } from "./switching";
import { chooseDefaultMode } from "./userDefault";
import type { Waiting } from "./waiting";
import type { FromDashboard } from "./weeks";

type Run = (argument?: unknown) => Promise<void> | void;

export interface Parts {
  readonly server: Session;
  readonly switching: Switching;
  readonly waiting: Waiting;
  readonly log: vscode.LogOutputChannel;
}

export function registerCommands(parts: Parts): vscode.Disposable[] {
  const { server, switching, waiting } = parts;
  const does: Readonly<Record<string, Run>> = actions(parts);
  const views = () => palette.filter(({ menu, needs }) => menu === true && (needs === undefined || server.has(needs)));
  return [
    register("goTelemetry.showMenu", () => (waiting.any ? waiting.again() : showMenu(server, views, (mode) => switching.to(mode)))),
    ...palette.flatMap((command) => {
      const { id, page, aliases = [] } = command;
      const run = page === undefined ? does[id] : () => openPage(server, page, command);
      return run === undefined ? [] : [id, ...aliases].map((name) => register(name, run));
    }),
  ];
}

/** What the commands do that show no page; the dashboard registers its own. */
function actions({ server, switching, waiting, log }: Parts): Record<Exclude<ActionId, "goTelemetry.showDashboard">, Run> {
  const switchTo = (mode: Mode) => switching.to(mode);
  return {
    "goTelemetry.switchMode": () => showMenu(server, () => [], switchTo),
    "goTelemetry.turnOn": () => switchTo("on"),
    "goTelemetry.keepLocal": () => switchTo("local"),
    "goTelemetry.setToLocal": () => switchTo("local"),
    "goTelemetry.turnOff": () => switchTo("off"),
    "goTelemetry.disable": () => switchTo("off"),
    "goTelemetry.undoSwitch": () => switching.undo(),
    "goTelemetry.chooseDefault": chooseDefaultMode,
    "goTelemetry.answerQuestion": () => waiting.again(),
    "goTelemetry.exportDashboard": (from) => exportDashboard(server, from as FromDashboard | undefined),
    "goTelemetry.copyCrash": (named) => copyCrash(server, named as NamedCrash | undefined),
    "goTelemetry.downloadConfig": () => downloadConfig(server),
    "goTelemetry.openFolder": () => openFolder(server),
    "goTelemetry.cleanUp": () => cleanUp(server),
    "goTelemetry.copyStatus": () => copyStatus(server),
    "goTelemetry.resetPrompt": () => server.run(serverCommands.resetPrompt),
    "goTelemetry.restartServer": () => server.restart(),
    "goTelemetry.showLog": () => log.show(),
  };
}

function register(id: string, run: Run): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      await run(argument);
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
