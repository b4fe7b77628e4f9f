// Whether this window has Go: a Go file that was opened, or a folder with Go. Without Go,
// the question would be about something that the user doesn't do here.
import path from "node:path";
import * as vscode from "vscode";
import { hasGo, list } from "./goFolder";
import { goLanguages } from "./selector";

export class GoWindow implements vscode.Disposable {
  private found = false;
  private looking: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];

  /** Fires once, when Go is found. */
  readonly onDidFind = this.changed.event;

  constructor() {
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => this.see(document)),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => this.look(added)),
    ];
    for (const document of vscode.workspace.textDocuments) this.see(document);
    this.look(vscode.workspace.workspaceFolders ?? []);
  }

  get hasGo(): boolean {
    return this.found;
  }

  /** Resolves when the folders that are open now have been looked at. */
  looked(): Promise<void> {
    return this.looking;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  private see(document: vscode.TextDocument): void {
    if (isGoDocument(document)) this.find();
  }

  private look(folders: readonly vscode.WorkspaceFolder[]): void {
    if (this.found) return;
    const looks = folders.filter(({ uri }) => uri.scheme === "file").map(({ uri }) => hasGo(uri.fsPath, list));
    const before = this.looking;
    this.looking = Promise.all(looks).then(async (found) => {
      if (found.includes(true)) this.find();
      await before;
    });
  }

  private find(): void {
    if (this.found) return;
    this.found = true;
    this.changed.fire();
  }
}

export function isGoDocument({ languageId, uri }: Pick<vscode.TextDocument, "languageId" | "uri">): boolean {
  return goLanguages.includes(languageId) || ["go.mod", "go.work"].includes(path.posix.basename(uri.path));
}
