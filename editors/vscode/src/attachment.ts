// Decides which documents the server sees: Go files, all files of interest in a folder that
// has Go, and elsewhere only the files that name a setting of Go telemetry. It decides when a
// document is opened and, if the server doesn't see it, again when it is saved.
import path from "node:path";
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { hasGo, hasGoBelow, isInModule, list } from "./goFolder";
import { isGoDocument } from "./goWindow";

export class Attachment {
  /** Whether the server sees a document, by URI; a promise while this isn't decided. */
  private readonly seen = new Map<string, boolean | Promise<boolean>>();
  /** Whether a folder has Go. */
  private readonly folders = new Map<string, Promise<boolean>>();

  /** Whether the document is open without the server seeing it. */
  isHeldBack(document: vscode.TextDocument): boolean {
    return this.seen.get(String(document.uri)) === false;
  }

  /** Keeps documents that the server doesn't see from it. */
  readonly middleware: Middleware = {
    didOpen: async (document, next) => {
      const key = String(document.uri);
      const send = (yes: boolean): Promise<boolean> => {
        // The text that is sent has all changes so far.
        this.seen.set(key, yes);
        return (yes ? next(document) : Promise.resolve()).then(() => yes);
      };
      const decision = this.isWanted(document);
      if (typeof decision === "boolean") return void (await send(decision));
      const pending: Promise<boolean> = decision.then((yes) => (this.seen.get(key) === pending ? send(yes) : false));
      this.seen.set(key, pending);
      await pending;
    },
    didChange: (event, next) => (this.seen.get(String(event.document.uri)) === true ? next(event) : Promise.resolve()),
    didClose: (document, next) => {
      const seen = this.seen.get(String(document.uri));
      this.seen.delete(String(document.uri));
      return seen === true ? next(document) : Promise.resolve();
    },
    provideHover: (document, position, token, next) => this.ifSeen(document.uri, () => next(document, position, token)),
    provideCodeActions: (document, range, context, token, next) => this.ifSeen(document.uri, () => next(document, range, context, token)),
    provideDiagnostics: (document, previous, token, next) =>
      this.ifSeen(document instanceof vscode.Uri ? document : document.uri, () => next(document, previous, token)),
  };

  /** Asks the server about a document, if the server sees it. */
  async ifSeen<T>(uri: vscode.Uri, ask: () => vscode.ProviderResult<T>): Promise<T | null | undefined> {
    return (await this.seen.get(String(uri))) === true ? ask() : undefined;
  }

  private isWanted(document: vscode.TextDocument): boolean | Promise<boolean> {
    const { uri } = document;
    if (uri.scheme !== "file" || isPolicy(uri.fsPath)) return true;
    const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
    const folder = workspace ?? path.dirname(uri.fsPath);
    if (isGoDocument(document)) {
      this.folders.set(folder, Promise.resolve(true));
      return true;
    }
    return namesTelemetry(document.getText()) || this.hasGo(folder, workspace !== undefined);
  }

  /** Looks only once. In a folder that isn't open, it doesn't look below. */
  private hasGo(folder: string, isOpen: boolean): Promise<boolean> {
    let has = this.folders.get(folder);
    if (has === undefined) {
      has = isOpen ? hasGo(folder, list) : isInModule(folder, list).then((yes) => yes || hasGoBelow(folder, 0, list));
      this.folders.set(folder, has);
    }
    return has;
  }
}

/** Whether a file can hold a policy: that of a workspace, or that of the machine. */
function isPolicy(file: string): boolean {
  return path.basename(file) === ".telemetry-ls.json" || /[/\\]telemetry-ls[/\\]policy\.json$/i.test(file);
}

function namesTelemetry(text: string): boolean {
  return text.includes("GOTELEMETRY") || text.includes("go telemetry");
}
