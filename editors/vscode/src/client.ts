// The language client: vscode-languageclient with fewer messages, and with the
// capabilities of this extension.
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
import type { Meaning } from "./facts";
import { plain } from "./plain";
import { selector } from "./selector";
import type { Status } from "./status";

/** The params of window/showMessage. */
export interface Message {
  readonly type: number;
  readonly message: string;
  /** The meaning of the message; the text is only for people. */
  readonly goTelemetry?: Meaning;
}

/** The params of window/showMessageRequest. */
export interface Question extends Message {
  readonly actions?: readonly Answer[];
}

export interface Answer extends vscode.MessageItem {
  /** The title for a narrow button. */
  readonly short?: unknown;
  /** The mode that this answer chooses, if it chooses one. */
  readonly mode?: unknown;
}

/** How a question ended while its message was open. */
export interface Asked {
  /** The server withdrew it; VS Code can't close a message. */
  readonly withdrawn: () => boolean;
  /** Calls back when the server withdraws it. */
  readonly onWithdrawn: (call: () => void) => vscode.Disposable;
  /** The server that asked is gone. */
  readonly gone: () => boolean;
}

export interface ClientOptions {
  readonly log: vscode.LogOutputChannel;
  readonly settings: () => Record<string, unknown>;
  readonly middleware: Middleware;
  /** Answers window/showMessageRequest. */
  readonly ask: (params: Question, asked: Asked) => Promise<vscode.MessageItem | null>;
  /** Shows window/showMessage. */
  readonly say: (params: Message) => void;
}

export interface Events {
  readonly status: (status: Status) => void;
  /** The server ended by itself. */
  readonly closed: () => void;
  /** Whether this client is still in use. */
  readonly current: () => boolean;
}

/** Tells the server what this client shows itself. */
const experimental: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    const ours = { goTelemetryStatus: true, goTelemetryNotice: true, goTelemetryMessages: true };
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), ...ours };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** Errors go to the log and the status bar, not to notifications. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/** The client shows progress titles and messages literally in the status bar. */
const plainProgress: NonNullable<Middleware["handleWorkDoneProgress"]> = (token, params, next) => {
  if ("title" in params) params.title = plain(params.title);
  if ("message" in params && params.message !== undefined) params.message = plain(params.message);
  next(token, params);
};

export function makeClient(server: ChildProcess, { log, settings, middleware, ask, say }: ClientOptions, events: Events): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: selector,
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: settings,
    middleware: { ...middleware, handleWorkDoneProgress: plainProgress },
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
  client.onNotification("window/showMessage", (message: Message) => say(message));
  client.onRequest("window/showMessageRequest", (params: Question, token: vscode.CancellationToken) =>
    ask(params, {
      withdrawn: () => token.isCancellationRequested,
      onWithdrawn: (call) => token.onCancellationRequested(call),
      gone: () => !events.current(),
    }),
  );
  return client;
}
