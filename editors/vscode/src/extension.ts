// The entry point of the extension, and its parts.
//
// The session (session.ts) runs the server. statusBar.ts, menu.ts and the palette show
// and switch the mode. questions.ts shows the server's questions. defaults.ts applies
// the user's default. The extension has no telemetry.
import * as vscode from "vscode";
import { Attachment } from "./attachment";
import { registerCommands } from "./commands";
import { registerDashboard } from "./dashboardPanel";
import { Defaults } from "./defaults";
import { Enablement } from "./enablement";
import { offerInstall, type Installer } from "./install";
import { locateServer } from "./locate";
import { logMessagesTo } from "./messages";
import { middleware } from "./middleware";
import { Questions } from "./questions";
import { Session } from "./session";
import { settingsForServer } from "./settings";
import { StatusBar } from "./statusBar";
import type { Status } from "./status";
import { surroundings, type Surroundings } from "./surroundings";
import { showError, Switching } from "./switching";
import { tell } from "./told";
import { userDefaultMode } from "./userDefault";

let session: Session | undefined;

/** The API for the tests of the extension. */
export interface Api {
  /** Milliseconds from activation to the status item's first mode. */
  readonly statusShownAfter: Promise<number>;
  readonly status: () => Status | undefined;
}

export function activate(context: vscode.ExtensionContext): Api {
  const began = performance.now();
  const log = vscode.window.createOutputChannel("Go Telemetry", { log: true });
  logMessagesTo(log);
  const running = makeSession(context, log);
  const { session: server, switching, defaults, attachment } = running;
  session = server;
  let shown: (ms: number) => void = () => undefined;
  const statusShownAfter = new Promise<number>((resolve) => (shown = resolve));
  const statusBar = new StatusBar(server, () => {
    const ms = performance.now() - began;
    log.info(`the status was shown ${ms.toFixed(0)} ms after activation`);
    shown(ms);
  });
  context.subscriptions.push(
    log,
    server,
    statusBar,
    ...registerCommands(server, switching, log),
    registerDashboard(context, server),
    ...follow(server, defaults, installer(context, server, log)),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (attachment.isHeldBack(document)) void server.reopen(document).catch(showError);
    }),
  );
  void server.restart();
  return { statusShownAfter, status: () => server.status };
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

function makeSession(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): { session: Session; switching: Switching; defaults: Defaults; attachment: Attachment } {
  const defaults = new Defaults({ server: () => server, wanted: userDefaultMode, failed: showError });
  const questions = new Questions(
    () => server,
    () => switching,
  );
  const settings = () => {
    const values = settingsForServer({
      own: (key) => vscode.workspace.getConfiguration("goTelemetry").get(key),
      telemetryLevel: vscode.workspace.getConfiguration("telemetry").get("telemetryLevel"),
    });
    log.info(`settings for the server: ${JSON.stringify(values)}`);
    return values;
  };
  const attachment = new Attachment();
  const enablement = new Enablement((key, value) => vscode.commands.executeCommand("setContext", key, value));
  const server: Session = new Session({
    log,
    surroundings: () => around(context),
    find: (found) => locateServer(context.extensionPath, found, log),
    enable: (commands) => enablement.offer(commands),
    settings,
    middleware: middleware(settings, defaults, () => switching, attachment),
    ask: questions.ask,
    say: (message) => void tell(message).catch(showError),
  });
  const switching = new Switching(server);
  return { session: server, switching, defaults, attachment };
}

/** Where to look for programs, and where to run them. */
function around({ extensionPath, globalStorageUri }: vscode.ExtensionContext): Promise<Surroundings> {
  return surroundings({ program: extensionPath, data: globalStorageUri.fsPath });
}

/** What the installation of a missing server needs. */
function installer(context: vscode.ExtensionContext, server: Session, log: vscode.LogOutputChannel): Installer {
  const { version } = context.extension.packageJSON as { version: string };
  const restart = async () => {
    await server.restart();
    return server.phase.kind !== "missing";
  };
  return { version, restart, surroundings: () => around(context), log };
}

/** Updates what depends on the server and the settings. */
function follow(server: Session, defaults: Defaults, missing: Installer): vscode.Disposable[] {
  let offering = false;
  return [
    server.onDidStart(() => void defaults.apply()),
    server.onDidChange((phase) => {
      if (phase.kind === "starting") defaults.expect();
      if (phase.kind !== "missing" || offering) return;
      offering = true;
      void offerInstall(missing)
        .catch(showError)
        .finally(() => (offering = false));
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("goTelemetry.server.path")) void server.restart();
      else if (event.affectsConfiguration("goTelemetry") || event.affectsConfiguration("telemetry.telemetryLevel")) {
        void server.settingsChanged().catch(showError);
      }
      if (event.affectsConfiguration("goTelemetry.defaultMode")) void defaults.apply();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (vscode.workspace.getConfiguration("goTelemetry").inspect("server.path")?.globalValue !== undefined) void server.restart();
    }),
  ];
}
