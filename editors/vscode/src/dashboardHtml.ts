// The HTML frame of the dashboard in a webview.
import { randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import { Uri } from "vscode";

export function dashboardHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const script = webview.asWebviewUri(Uri.joinPath(dist, "dashboard.js")).toString();
  const style = webview.asWebviewUri(Uri.joinPath(dist, "dashboard.css")).toString();
  const own = `script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:`;
  const policy = `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Go telemetry</title>
<link rel="stylesheet" nonce="${nonce}" href="${style}">
</head>
<body>
<div id="dashboard"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
