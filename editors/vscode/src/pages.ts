// Shows the server's pages as Markdown previews.
import * as vscode from "vscode";

export const scheme = "go-telemetry";

/** Shows the page with that name. */
export async function showPage(name: string): Promise<void> {
  await showUri(vscode.Uri.from({ scheme, path: `/${name}.md` }));
}

/** The Markdown extension's preview, as a separate editor for each page. */
const rendered = "vscode.markdown.preview.editor";

/**
 * Shows a page, as text if the Markdown extension is missing. It doesn't use
 * markdown.showPreview, which has one view for all pages: under load, that view can show
 * the previous page under the name of the next.
 */
export async function showUri(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("vscode.openWith", uri, rendered);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
