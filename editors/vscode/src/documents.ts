// The server's Markdown documents, shown as a preview.
import * as vscode from "vscode";
import { serverCommands } from "./generated";

export const scheme = "go-telemetry";

/** The documents, each with the command of the server without which it cannot be. */
export const documents = {
  explanation: serverCommands.open,
  summary: serverCommands.summary,
  preview: serverCommands.preview,
  uploads: serverCommands.preview,
  crashes: serverCommands.summary,
  files: serverCommands.files,
  doctor: serverCommands.doctor,
} as const;

export type DocumentName = keyof typeof documents;

export async function showDocument(name: DocumentName): Promise<void> {
  await showUri(vscode.Uri.from({ scheme, path: `/${name}.md` }));
}

/** The rendered view of the Markdown extension, as an editor of its own for each page. */
const rendered = "vscode.markdown.preview.editor";

/**
 * Shows one of the server's pages; without the Markdown extension as text. Not by
 * markdown.showPreview: that has one view for all pages, which under load can go on
 * to show the page before under the name of the next.
 */
export async function showUri(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("vscode.openWith", uri, rendered);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
