// The entry point of the extension, and its parts.
//
// The session (session.ts) runs the server. statusBar.ts, menu.ts and the palette show
// and switch the mode. questions.ts shows the server's questions. defaults.ts applies
// the user's default. The extension has no telemetry.
import * as vscode from "vscode";
import { Attachment } from "./attachment";
import { registerCommands } from "./commands";
import { Contexts } from "./contexts";
import { registerDashboard } from "./dashboardPanel";
import { Defaults } from "./defaults";
import { GoWindow } from "./goWindow";
import { offerInstall, type Installer } from "./install";
import { showLanguageStatus } from "./languageStatus";
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
import { Waiting } from "./waiting";

let session: Session | undefined;

/** The API for other extensions; the README documents it. */
export interface Api {
  /** The status that the server reported last; undefined while no server runs. */
  readonly status: Status | undefined;
  /** Fires when the status changes. */
  readonly onDidChangeStatus: vscode.Event<Status | undefined>;
}

/** What the tests of the extension see besides. */
export interface TestApi extends Api {
  /** Milliseconds from activation to the status item's first mode. */
  readonly statusShownAfter: Promise<number>;
}

export function activate(context: vscode.ExtensionContext): TestApi {
  const began = performance.now();
  const log = vscode.window.createOutputChannel("Go Telemetry", { log: true });
  logMessagesTo(log);
  const parts = makeParts(context, log);
  const { server, attachment, switching } = parts;
  session = server;
  let shown: (ms: number) => void = () => undefined;
  const statusShownAfter = new Promise<number>((resolve) => (shown = resolve));
  const changed = new vscode.EventEmitter<Status | undefined>();
  const onShown = () => {
    const ms = performance.now() - began;
    log.info(`the status was shown ${ms.toFixed(0)} ms after activation`);
    shown(ms);
  };
  const statusBar = new StatusBar({ session: server, waiting: parts.waiting, onShown });
  parts.onWaiting = () => statusBar.update();
  context.subscriptions.push(
    log,
    server,
    parts.window,
    changed,
    statusBar,
    showLanguageStatus(server),
    ...registerCommands({ server, switching, waiting: parts.waiting, log }),
    registerDashboard(context, server),
    ...follow(parts, installer(context, server, log)),
    tellChanges(server, changed),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (attachment.isHeldBack(document)) void server.reopen(document).catch(showError);
    }),
  );
  void server.restart();
  return {
    statusShownAfter,
    get status() {
      return server.status;
    },
    onDidChangeStatus: changed.event,
  };
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

interface Made {
  readonly server: Session;
  readonly switching: Switching;
  readonly defaults: Defaults;
  readonly attachment: Attachment;
  readonly window: GoWindow;
  readonly waiting: Waiting;
  /** Called when a question begins or ends to wait. */
  onWaiting: () => void;
}

function makeParts(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Made {
  const window = new GoWindow();
  const contexts = new Contexts((key, value) => vscode.commands.executeCommand("setContext", key, value));
  const waiting = new Waiting(() => {
    void contexts.asks(waiting.any);
    made.onWaiting();
  });
  const defaults = new Defaults({ server: () => server, wanted: userDefaultMode, failed: showError });
  const questions = new Questions(
    () => server,
    () => switching,
    waiting,
  );
  const settings = () => {
    const own = (key: string) => vscode.workspace.getConfiguration("goTelemetry").get(key);
    const values = settingsForServer({ own, consent: vscode.env.isTelemetryEnabled, hasGo: window.hasGo });
    log.info(`settings for the server: ${JSON.stringify(values)}`);
    return values;
  };
  const attachment = new Attachment();
  const ready = async () => void (await Promise.all([defaults.settled(), window.looked()]));
  const server: Session = new Session({
    log,
    surroundings: () => around(context),
    find: (found) => locateServer(context.extensionPath, found, log),
    enable: (commands) => contexts.offer(commands),
    follow: (phase) => void contexts.follow(phase),
    settings,
    middleware: middleware(settings, ready, () => switching, attachment),
    ask: questions.ask,
    say: (message) => void tell(message).catch(showError),
  });
  const switching = new Switching(server);
  const made: Made = { server, switching, defaults, attachment, window, waiting, onWaiting: () => undefined };
  return made;
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

/** Updates what depends on the server, the window and the settings. */
function follow({ server, defaults, window, waiting }: Made, missing: Installer): vscode.Disposable[] {
  let offering = false;
  const settingsChanged = () => void server.settingsChanged().catch(showError);
  return [
    server.onDidStart(() => void defaults.apply()),
    server.onDidChange((phase) => {
      waiting.refresh(); // a question of a server that ended no longer waits
      if (phase.kind === "starting") defaults.expect();
      if (phase.kind !== "missing" || offering) return;
      offering = true;
      void offerInstall(missing)
        .catch(showError)
        .finally(() => (offering = false));
    }),
    window.onDidFind(settingsChanged),
    vscode.env.onDidChangeTelemetryEnabled(settingsChanged),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("goTelemetry.server.path")) void server.restart();
      else if (event.affectsConfiguration("goTelemetry")) settingsChanged();
      if (event.affectsConfiguration("goTelemetry.defaultMode")) void defaults.apply();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (vscode.workspace.getConfiguration("goTelemetry").inspect("server.path")?.globalValue !== undefined) void server.restart();
    }),
  ];
}

/** Tells other extensions about each new status. */
function tellChanges(server: Session, changed: vscode.EventEmitter<Status | undefined>): vscode.Disposable {
  let last: Status | undefined;
  return server.onDidChange(() => {
    if (server.status === last) return;
    last = server.status;
    changed.fire(last);
  });
}
