// Commands that make something of the data: a page, an issue, the upload config.
import * as os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { crashes, crashTitle, issue, type Crash, type Recorded } from "./crash";
import { serverCommands } from "./generated";
import { say, sayBriefly, withProgress } from "./messages";
import { plain } from "./plain";
import { runTask } from "./serverProgram";
import type { Session } from "./session";

/** Saves the dashboard as one HTML file, where the user wants it. */
export async function exportDashboard(server: Session): Promise<void> {
  await server.settled();
  const program = server.program();
  const target = await vscode.window.showSaveDialog({
    title: "Export the dashboard",
    defaultUri: vscode.Uri.file(path.join(os.homedir(), "go-telemetry.html")),
    filters: { HTML: ["html"] },
  });
  if (target === undefined) return;
  const weeks = vscode.workspace.getConfiguration("goTelemetry").get<number>("summaryWeeks", 8);
  await runTask(program, ["dashboard", "--html", target.fsPath, "--weeks", String(weeks)]);
  const open = "Open";
  const answer = await say("info", `Go telemetry: the dashboard is saved as ${target.fsPath}.`, open);
  if (answer === open) await vscode.env.openExternal(target);
}

/** Downloads the upload config. To run the command is to agree to the download. */
export async function downloadConfig(server: Session): Promise<void> {
  await server.settled();
  const program = server.program();
  const text = "Go telemetry: downloading the upload config with go mod download";
  const done = await withProgress(text, async (cancelled) => {
    const abort = new AbortController();
    cancelled.onCancellationRequested(() => abort.abort());
    return runTask(program, ["preview", "--download", "--json"], abort.signal).then(
      () => true,
      (error: unknown) => {
        if (abort.signal.aborted) return false;
        throw error;
      },
    );
  });
  if (done) sayBriefly("check", "Go telemetry: the upload config is up to date");
}

/** The crash that the dashboard names, if it names one. */
export interface NamedCrash {
  readonly program?: unknown;
  readonly name?: unknown;
  readonly frames?: unknown;
}

/** Copies a crash as the Markdown of an issue; lets the user choose one of several. */
export async function copyCrash(server: Session, named: NamedCrash | undefined): Promise<void> {
  const weeks = vscode.workspace.getConfiguration("goTelemetry").get<number>("summaryWeeks", 8);
  const all = crashes(await server.run<Recorded>(serverCommands.summary, { weeks: Math.max(weeks, 52) }));
  if (all.length === 0) {
    void say("info", "Go telemetry: no crashes or internal errors were recorded.");
    return;
  }
  const crash = all.length === 1 ? all[0] : (all.find((one) => isNamed(one, named)) ?? (await choose(all)));
  if (crash === undefined) return;
  await vscode.env.clipboard.writeText(issue(crash));
  sayBriefly("check", "Go telemetry: the issue is in the clipboard");
}

function isNamed(crash: Crash, named: NamedCrash | undefined): boolean {
  if (named === undefined || crash.program !== named.program || crash.name !== named.name) return false;
  return !Array.isArray(named.frames) || named.frames.join("\n") === crash.frames.join("\n");
}

async function choose(all: readonly Crash[]): Promise<Crash | undefined> {
  const items = all.map((crash) => ({
    label: plain(crashTitle(crash)),
    description: crash.lastSeen === undefined ? "" : `week ending ${crash.lastSeen}`,
    detail: plain(crash.versions.join("; ")),
    crash,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Copy a crash as an issue" }))?.crash;
}
