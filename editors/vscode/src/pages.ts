// The server's pages, shown as a preview of Markdown.
import * as vscode from "vscode";

export const scheme = "go-telemetry";

/** Shows the page of that name. */
export async function showPage(name: string): Promise<void> {
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
