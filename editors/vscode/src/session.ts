// The life of the language server: found, started, watched, started again.
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Candidate } from "./binary";
import { makeClient, type ClientOptions } from "./client";
import { Restarts } from "./restarts";
import { endSoon, startProcess } from "./serverProcess";
import type { Status } from "./status";
import type { Phase } from "./statusView";

export interface SessionOptions extends ClientOptions {
  readonly extensionDir: string;
  readonly find: () => Promise<Candidate | undefined>;
}

/** How long a program may take to answer initialize. */
const answerMs = 15_000;

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private server: ChildProcessWithoutNullStreams | undefined;
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
    // It starts while its client is made.
    const { log, extensionDir } = this.options;
    const server = startProcess(program.path, extensionDir, (error) => log.error(`running ${program.path}: ${error.message}`));
    const client: LanguageClient = makeClient(server, this.options, {
      status: (status) => {
        if (this.client === client) this.enter({ kind: "running", status });
      },
      closed: () => this.ended(client, program.path),
      current: () => this.client === client,
    });
    this.client = client;
    this.server = server;
    try {
      if (!(await this.start(client, program.path))) return;
    } catch (error) {
      log.error(`starting ${program.path}: ${String(error)}`);
      this.ended(client, program.path);
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
    if (client?.needsStop() === true)
      await client.stop(2000).catch((error: unknown) => this.options.log.warn(`stopping the server: ${String(error)}`));
    if (this.server !== undefined) endSoon(this.server);
    await client?.dispose().catch(() => undefined);
  }

  /** Whether the program answers; one that says nothing is no server, and is not tried again. */
  private async start(client: LanguageClient, program: string): Promise<boolean> {
    const started = client.start().then(() => true);
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), answerMs)));
    const answered = await Promise.race([started, silence]).finally(() => clearTimeout(timer));
    if (answered || this.client !== client) return answered;
    started.catch(() => undefined);
    this.client = undefined;
    this.server?.kill("SIGKILL");
    this.giveUp(`The program ${program} did not answer within ${answerMs / 1000} s. Is it telemetry-ls?`);
    return false;
  }

  /** A server ended by itself: wait a little, then start it again. */
  private ended(client: LanguageClient, program: string): void {
    if (this.client !== client || this.disposed) return;
    this.client = undefined;
    const seconds = this.restarts.next();
    if (seconds === undefined) {
      this.giveUp(`The Go telemetry server ${program} ended ${this.restarts.count} times within three minutes and is not started again.`);
      return;
    }
    this.options.log.warn(`the server ended; starting again in ${seconds} s`);
    this.enter({ kind: "restarting", seconds });
    this.timer = setTimeout(() => void this.enqueue(() => this.begin()), seconds * 1000);
  }

  private giveUp(reason: string): void {
    this.options.log.error(reason);
    this.enter({ kind: "stopped", reason });
    void vscode.window.showErrorMessage(reason, "Restart", "Show Log").then((answer) => {
      if (answer === "Restart") return this.restart();
      if (answer === "Show Log") this.options.log.show();
      return undefined;
    });
  }
}
