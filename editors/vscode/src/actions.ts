// Commands that act on the status or on the telemetry folder.
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import type { Status } from "./status";
import type { Server } from "./switching";
import { size } from "./words";

export async function copyStatus(server: Server): Promise<void> {
  const status = await server.run<Status>(serverCommands.status);
  await vscode.env.clipboard.writeText(JSON.stringify(status, null, 2));
  vscode.window.setStatusBarMessage("$(check) Go telemetry: the status is in the clipboard", 5000);
}

export async function openFolder(server: Server): Promise<void> {
  const { dir } = await server.run<Status>(serverCommands.status);
  if (dir === "") {
    void vscode.window.showErrorMessage(
      "Go telemetry: there is no telemetry folder here, since the user's configuration folder is unknown.",
    );
    return;
  }
  const uri = vscode.Uri.file(dir);
  if (!(await exists(uri))) {
    void vscode.window.showInformationMessage(`Go telemetry: the folder ${dir} does not exist yet. Go makes it when it first counts.`);
    return;
  }
  // A file manager can only show folders of the machine it runs on.
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand("revealFileInOS", uri);
  } else {
    // On its way out of a remote extension host, VS Code adds the remote to the address.
    await vscode.commands.executeCommand("vscode.openFolder", uri, { forceNewWindow: true });
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

interface Cleaning {
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
  readonly deleted: boolean | number;
}

/** How many files the question names one by one. */
const namedFiles = 15;

export async function cleanUp(server: Server): Promise<void> {
  const plan = await server.run<Cleaning>(serverCommands.clean, { dryRun: true });
  if (plan.files.length === 0) {
    void vscode.window.showInformationMessage("Go telemetry: there is no local data old enough to be deleted.");
    return;
  }
  const names = plan.files.slice(0, namedFiles).map((file) => `${file.path} (${size(file.bytes)})`);
  if (plan.files.length > namedFiles) names.push(`and ${plan.files.length - namedFiles} more`);
  const remove = "Delete";
  const answer = await vscode.window.showWarningMessage(
    `Delete ${count(plan.files.length)} of old Go telemetry data (${size(plan.bytes)})?`,
    { modal: true, detail: `${names.join("\n")}\n\nThis cannot be undone. The mode stays as it is.` },
    remove,
  );
  if (answer !== remove) return;
  const done = await server.run<Cleaning>(serverCommands.clean, { dryRun: false });
  void vscode.window.showInformationMessage(`Go telemetry: ${count(done.files.length)} deleted (${size(done.bytes)}).`);
}

function count(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
