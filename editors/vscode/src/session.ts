// The life cycle of the language server: find, start, watch, restart.
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Candidate } from "./binary";
import { makeClient, type ClientOptions } from "./client";
import { say } from "./messages";
import { Restarts } from "./restarts";
import { endSoon, startProcess } from "./serverProcess";
import type { ServerProgram } from "./serverProgram";
import type { Status } from "./status";
import type { Phase } from "./statusView";
import type { Surroundings } from "./surroundings";

export interface SessionOptions extends ClientOptions {
  /** Where to look for the server, and where to run it. */
  readonly surroundings: () => Promise<Surroundings>;
  readonly find: (around: Surroundings) => Promise<Candidate | undefined>;
  /** Enables what a server with these commands can do; resolves when done. */
  readonly enable: (commands: ReadonlySet<string>) => Promise<void>;
  /** Called with each new phase, before those who show it. */
  readonly follow: (phase: Phase) => void;
}

const notRunning = "the Go telemetry server is not running";

/** How long a program may take to answer initialize. */
const answerMs = 15_000;

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private server: ChildProcessWithoutNullStreams | undefined;
  private ran: ServerProgram | undefined;
  private current: Phase = { kind: "starting" };
  private offered: ReadonlySet<string> = new Set();
  /** The latest status, which may arrive before the session is ready. */
  private latest: Status | undefined;
  /** Counts the phases, so that a later phase replaces one in preparation. */
  private turn = 0;
  private readonly restarts = new Restarts(Date.now);
  private timer: NodeJS.Timeout | undefined;
  private queue: Promise<void> = Promise.resolve();
  private disposed = false;
  private readonly changed = new vscode.EventEmitter<Phase>();
  private readonly started = new vscode.EventEmitter<void>();

  /** Fires on each new phase, and on each new status. */
  readonly onDidChange = this.changed.event;
  /** Fires when a server answers initialize. */
  readonly onDidStart = this.started.event;

  constructor(private readonly options: SessionOptions) {}

  get phase(): Phase {
    return this.current;
  }

  get status(): Status | undefined {
    return this.current.kind === "running" ? this.current.status : undefined;
  }

  /** Whether the server offers this command, or did before its restart. */
  has(command: string): boolean {
    return this.offered.has(command);
  }

  /** Resolves when the server runs, or can't. */
  settled(): Promise<void> {
    if (isSettled(this.current)) return Promise.resolve();
    return new Promise((resolve) => {
      const listener = this.onDidChange((phase) => {
        if (!isSettled(phase)) return;
        listener.dispose();
        resolve();
      });
    });
  }

  /** Runs a server command. Waits for a server that is starting. */
  async run<T>(command: string, argument?: object): Promise<T> {
    await this.settled();
    if (this.client === undefined || this.current.kind !== "running") throw new Error(notRunning);
    return this.client.sendRequest<T>("workspace/executeCommand", { command, arguments: argument === undefined ? [] : [argument] });
  }

  /** The program that runs, for tasks besides the server. */
  program(): ServerProgram {
    if (this.ran === undefined || this.current.kind !== "running") throw new Error(notRunning);
    return this.ran;
  }

  /** Starts or restarts the server. Concurrent calls run one after another. */
  restart(): Promise<void> {
    clearTimeout(this.timer);
    this.restarts.reset();
    return this.enqueue(() => this.begin());
  }

  /** Tells the server that its settings may have changed. */
  async settingsChanged(): Promise<void> {
    if (this.current.kind === "running") await this.client?.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  /** Opens a document again, because the server may see it now. */
  async reopen(document: vscode.TextDocument): Promise<void> {
    await this.client?.getFeature("textDocument/didOpen").getProvider(document)?.send(document);
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
    this.turn++;
    this.current = phase;
    this.options.follow(phase);
    this.changed.fire(phase);
  }

  /**
   * Enters a phase with a different set of commands, after the palette shows them. So the
   * commands are there when the status bar shows the phase.
   */
  private async prepare(offered: ReadonlySet<string>, phase: () => Phase): Promise<boolean> {
    const turn = ++this.turn;
    this.offered = offered;
    await this.options.enable(offered).catch((error: unknown) => this.options.log.warn(`enabling the commands: ${String(error)}`));
    if (turn !== this.turn) return false;
    this.enter(phase());
    return true;
  }

  private async begin(): Promise<void> {
    if (this.disposed) return;
    this.enter({ kind: "starting" });
    await this.end();
    const { log } = this.options;
    const around = await this.options.surroundings();
    const program = await this.options.find(around);
    if (program === undefined) {
      await this.prepare(new Set(), () => ({ kind: "missing" }));
      return;
    }
    this.ran = { path: program.path, cwd: around.cwd, env: around.env };
    // The process starts while the client is created.
    this.latest = undefined;
    const server = startProcess(program.path, around, (error) => log.error(`running ${program.path}: ${error.message}`));
    const client: LanguageClient = makeClient(server, this.options, {
      status: (status) => {
        if (this.client !== client) return;
        this.latest = status;
        if (this.current.kind === "running") this.enter({ kind: "running", status });
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
    const commands = new Set(client.initializeResult?.capabilities.executeCommandProvider?.commands ?? []);
    if (await this.prepare(commands, () => ({ kind: "running", status: this.latest }))) this.started.fire();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop() === true)
      await client.stop(2000).catch((error: unknown) => this.options.log.warn(`stopping the server: ${String(error)}`));
    if (this.server !== undefined) endSoon(this.server);
    await client?.dispose().catch(() => undefined);
  }

  /** Whether the program answers. A program that doesn't isn't the server, and isn't restarted. */
  private async start(client: LanguageClient, program: string): Promise<boolean> {
    const started = client.start().then(() => true);
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), answerMs)));
    const answered = await Promise.race([started, silence]).finally(() => clearTimeout(timer));
    if (answered || this.client !== client) return answered;
    started.catch(() => undefined);
    this.client = undefined;
    this.server?.kill("SIGKILL");
    await this.giveUp(`The program ${program} did not answer within ${answerMs / 1000} s. Is it telemetry-ls?`);
    return false;
  }

  /** Restarts a server that ended by itself, after a wait. */
  private ended(client: LanguageClient, program: string): void {
    if (this.client !== client || this.disposed) return;
    this.client = undefined;
    const seconds = this.restarts.next();
    if (seconds === undefined) {
      const times = `${this.restarts.count} times within three minutes`;
      void this.giveUp(`The Go telemetry server ${program} keeps crashing (${times}).`);
      return;
    }
    this.options.log.warn(`the server ended; restarting in ${seconds} s`);
    this.enter({ kind: "restarting", seconds });
    this.timer = setTimeout(() => void this.enqueue(() => this.begin()), seconds * 1000);
  }

  private async giveUp(reason: string): Promise<void> {
    if (!(await this.prepare(new Set(), () => ({ kind: "stopped", reason })))) return;
    void say("error", reason, "Restart", "Show Log").then((answer) => {
      if (answer === "Restart") return this.restart();
      if (answer === "Show Log") this.options.log.show();
      return undefined;
    });
  }
}

function isSettled({ kind }: Phase): boolean {
  return kind !== "starting" && kind !== "restarting";
}
