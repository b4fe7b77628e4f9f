// The life of the language server: found, started, watched, started again.
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, TransportKind, type LanguageClientOptions, type Middleware, type StaticFeature } from "vscode-languageclient/node";
import type { Candidate } from "./binary";
import { selector } from "./selector";
import { Restarts } from "./restarts";
import type { Status } from "./status";
import type { Phase } from "./statusView";

export interface SessionOptions {
  readonly log: vscode.LogOutputChannel;
  readonly extensionDir: string;
  readonly find: () => Promise<Candidate | undefined>;
  readonly settings: () => Record<string, unknown>;
  readonly middleware: Middleware;
  /** Answers window/showMessageRequest. */
  readonly ask: (params: Question) => Promise<vscode.MessageItem | null>;
}

/** The params of window/showMessageRequest. */
export interface Question {
  readonly type: number;
  readonly message: string;
  readonly actions?: readonly Answer[];
}

export interface Answer extends vscode.MessageItem {
  /** The mode that this answer chooses, where the server says so. */
  readonly mode?: unknown;
}

/** Tells the server what this client shows by itself. */
const experimental: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), goTelemetryStatus: true, goTelemetryNotice: true };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** What goes wrong is in the log and in the status bar: no toast for each of it. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private current: Phase = { kind: "starting" };
  private offered: ReadonlySet<string> = new Set();
  private readonly restarts = new Restarts(Date.now);
  private timer: NodeJS.Timeout | undefined;
  private queue: Promise<void> = Promise.resolve();
  private disposed = false;
  private readonly changed = new vscode.EventEmitter<Phase>();
  private readonly started = new vscode.EventEmitter<void>();

  /** Fires with each new phase, and with each new status in it. */
  readonly onDidChange = this.changed.event;
  /** Fires when a server has answered initialize. */
  readonly onDidStart = this.started.event;

  constructor(private readonly options: SessionOptions) {}

  get phase(): Phase {
    return this.current;
  }

  get status(): Status | undefined {
    return this.current.kind === "running" ? this.current.status : undefined;
  }

  /** Whether the running server offers this command. */
  has(command: string): boolean {
    return this.offered.has(command);
  }

  /** Runs a command of the server's. */
  async run<T>(command: string, argument?: object): Promise<T> {
    if (this.client === undefined || this.current.kind !== "running") throw new Error("the Go telemetry server is not running");
    return this.client.sendRequest<T>("workspace/executeCommand", { command, arguments: argument === undefined ? [] : [argument] });
  }

  /** Starts the server, or starts it anew; calls that come meanwhile wait for their turn. */
  restart(): Promise<void> {
    clearTimeout(this.timer);
    this.restarts.reset();
    return this.enqueue(() => this.begin());
  }

  /** Tells the server that its settings may have changed. */
  async settingsChanged(): Promise<void> {
    if (this.current.kind === "running") await this.client?.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  stop(): Promise<void> {
    this.disposed = true;
    clearTimeout(this.timer);
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    this.changed.dispose();
    this.started.dispose();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.options.log.error(String(error)));
    return this.queue;
  }

  private enter(phase: Phase): void {
    this.current = phase;
    if (phase.kind !== "running") this.offered = new Set();
    this.changed.fire(phase);
  }

  private async begin(): Promise<void> {
    await this.end();
    if (this.disposed) return;
    this.enter({ kind: "starting" });
    const program = await this.options.find();
    if (program === undefined) {
      this.enter({ kind: "missing" });
      return;
    }
    const client = this.makeClient(program.path);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.options.log.error(`starting ${program.path}: ${String(error)}`);
      this.ended(client);
      return;
    }
    if (this.client !== client) return;
    this.offered = new Set(client.initializeResult?.capabilities.executeCommandProvider?.commands ?? []);
    if (this.current.kind !== "running") this.enter({ kind: "running", status: undefined });
    this.started.fire();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop() === true) await client.stop(2000).catch((error: unknown) => this.options.log.warn(`stopping the server: ${String(error)}`));
    await client?.dispose().catch(() => undefined);
  }

  private makeClient(command: string): LanguageClient {
    const { log, middleware, settings, extensionDir } = this.options;
    const options: LanguageClientOptions = {
      documentSelector: selector,
      outputChannel: log,
      traceOutputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: settings,
      middleware,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          queueMicrotask(() => this.ended(client));
          return { action: CloseAction.DoNotRestart, handled: true, message: "The server ended." };
        },
      },
      initializationFailedHandler: () => false,
    };
    // The working directory is not the folder that is open, so that nothing in it is found by accident.
    const client: LanguageClient = new QuietClient("telemetry-ls", "Go Telemetry", { command, args: ["serve"], transport: TransportKind.stdio, options: { cwd: extensionDir } }, options);
    client.registerFeature(experimental);
    client.onNotification("goTelemetry/status", (status: Status) => {
      if (this.client === client) this.enter({ kind: "running", status });
    });
    client.onRequest("window/showMessageRequest", (params: Question) => this.options.ask(params));
    return client;
  }

  /** A server ended by itself: wait a little, then start it again. */
  private ended(client: LanguageClient): void {
    if (this.client !== client || this.disposed) return;
    this.client = undefined;
    const seconds = this.restarts.next();
    if (seconds === undefined) {
      this.giveUp();
      return;
    }
    this.options.log.warn(`the server ended; starting again in ${seconds} s`);
    this.enter({ kind: "restarting", seconds });
    this.timer = setTimeout(() => void this.enqueue(() => this.begin()), seconds * 1000);
  }

  private giveUp(): void {
    const reason = `The Go telemetry server ended ${this.restarts.count} times within three minutes and is not started again.`;
    this.enter({ kind: "stopped", reason });
    void vscode.window.showErrorMessage(reason, "Restart", "Show Log").then((answer) => {
      if (answer === "Restart") return this.restart();
      if (answer === "Show Log") this.options.log.show();
      return undefined;
    });
  }
}
