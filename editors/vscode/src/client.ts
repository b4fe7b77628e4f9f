// The language client: vscode-languageclient, quieter, and with what this editor
// shows by itself.
import type { ChildProcess } from "node:child_process";
import type * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
  type Middleware,
  type StaticFeature,
} from "vscode-languageclient/node";
import { selector } from "./selector";
import type { Status } from "./status";

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

/** What became of a question while its message stood. */
export interface Asked {
  /** The server took it back: a message cannot be. */
  readonly withdrawn: () => boolean;
  /** The server that asked is not there any more. */
  readonly gone: () => boolean;
}

export interface ClientOptions {
  readonly log: vscode.LogOutputChannel;
  readonly settings: () => Record<string, unknown>;
  readonly middleware: Middleware;
  /** Answers window/showMessageRequest. */
  readonly ask: (params: Question, asked: Asked) => Promise<vscode.MessageItem | null>;
}

export interface Events {
  readonly status: (status: Status) => void;
  /** The server ended by itself. */
  readonly closed: () => void;
  /** Whether this client is still the one in use. */
  readonly current: () => boolean;
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

export function makeClient(server: ChildProcess, { log, settings, middleware, ask }: ClientOptions, events: Events): LanguageClient {
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
        queueMicrotask(events.closed);
        return { action: CloseAction.DoNotRestart, handled: true, message: "The server ended." };
      },
    },
    initializationFailedHandler: () => false,
  };
  const client = new QuietClient("telemetry-ls", "Go Telemetry", () => Promise.resolve(server), options);
  client.registerFeature(experimental);
  client.onNotification("goTelemetry/status", (status: Status) => events.status(status));
  client.onRequest("window/showMessageRequest", (params: Question, token: vscode.CancellationToken) =>
    ask(params, { withdrawn: () => token.isCancellationRequested, gone: () => !events.current() }),
  );
  return client;
}
