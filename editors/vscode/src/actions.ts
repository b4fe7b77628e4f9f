// Commands that act on the status or on the telemetry directory.
import * as vscode from "vscode";
import { oldBefore, outcome, question, type Cleaning } from "./cleaning";
import { serverCommands } from "./generated";
import { confirm, say, sayBriefly } from "./messages";
import type { Status } from "./status";
import { opensFiles } from "./surroundings";
import type { Server } from "./switching";

export async function copyStatus(server: Server): Promise<void> {
  const status = await server.run<Status>(serverCommands.status);
  await vscode.env.clipboard.writeText(JSON.stringify(status, null, 2));
  sayBriefly("check", "Go telemetry: the status is in the clipboard");
}

export async function openFolder(server: Server): Promise<void> {
  const { dir } = await server.run<Status>(serverCommands.status);
  if (dir === "") {
    void say("error", "Go telemetry: there is no telemetry directory: your configuration directory is unknown.");
    return;
  }
  const uri = vscode.Uri.file(dir);
  if (!(await exists(uri))) {
    void say("info", `Go telemetry: the telemetry directory ${dir} doesn't exist yet. Go creates it when it first counts.`);
    return;
  }
  if (opensFiles()) {
    await vscode.commands.executeCommand("revealFileInOS", uri);
  } else {
    // VS Code adds the remote authority when the URI leaves the remote extension host.
    await vscode.commands.executeCommand("vscode.openFolder", uri, { forceNewWindow: true });
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

export async function cleanUp(server: Server): Promise<void> {
  const before = oldBefore(Date.now());
  const plan = await server.run<Cleaning>(serverCommands.clean, { before, dryRun: true });
  if (plan.files.length === 0) {
    sayOutcome(plan);
    return;
  }
  const remove = "Delete";
  const { message, detail } = question(plan);
  const answer = await confirm("warn", message, detail, remove);
  if (answer === remove) sayOutcome(await server.run<Cleaning>(serverCommands.clean, { before, dryRun: false }));
}

function sayOutcome(cleaning: Cleaning): void {
  const { message, warning } = outcome(cleaning);
  void say(warning ? "warn" : "info", message);
}
