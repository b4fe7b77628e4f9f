// Commands that make something of the data: a page, an issue, the upload config.
import * as os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { crashes, crashTitle, findCrash, issue, type Crash, type NamedCrash, type Recorded } from "./crash";
import { serverCommands } from "./generated";
import { say, sayBriefly, withProgress } from "./messages";
import { plain } from "./plain";
import { runTask } from "./serverProgram";
import type { Session } from "./session";
import { opensFiles } from "./surroundings";
import { summaryWeeks, type FromDashboard } from "./weeks";

/** Saves the dashboard as one HTML file, where the user wants it. */
export async function exportDashboard(server: Session, { weeks = summaryWeeks() }: FromDashboard = {}): Promise<void> {
  await server.settled();
  const program = server.program();
  const target = await vscode.window.showSaveDialog({
    title: "Export the dashboard",
    defaultUri: vscode.Uri.file(path.join(os.homedir(), "go-telemetry.html")),
    filters: { HTML: ["html"] },
  });
  if (target === undefined) return;
  // The server's program writes the file, on the machine on which it runs.
  if (target.scheme !== "file") throw new Error(`saving the dashboard: ${target.toString(true)} is not on the machine where Go runs`);
  await runTask(program, ["dashboard", "--html", target.fsPath, "--weeks", String(weeks)]);
  const open = "Open";
  const saved = `Go telemetry: the dashboard is saved as ${target.fsPath}.`;
  const answer = await say("info", saved, ...(opensFiles() ? [open] : []));
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

/** Crashes are rare, so the user chooses from those of a year. */
const yearOfWeeks = 52;

/** Copies a crash as the Markdown of an issue: the one that the dashboard names, or one that the user chooses. */
export async function copyCrash(server: Session, named: (NamedCrash & FromDashboard) | undefined): Promise<void> {
  const weeks = named?.weeks ?? Math.max(summaryWeeks(), yearOfWeeks);
  const all = crashes(await server.run<Recorded>(serverCommands.summary, { weeks }));
  const crash = named === undefined ? await choose(all) : findCrash(all, named);
  if (crash !== undefined) {
    await vscode.env.clipboard.writeText(issue(crash));
    sayBriefly("check", "Go telemetry: the issue is in the clipboard");
  } else if (named !== undefined) {
    void say("info", "Go telemetry: this crash is no longer among the counters.");
  } else if (all.length === 0) {
    void say("info", "Go telemetry: no crashes or internal errors were recorded.");
  }
}

/** Lets the user choose one of several. */
async function choose(all: readonly Crash[]): Promise<Crash | undefined> {
  if (all.length <= 1) return all[0];
  const items = all.map((crash) => ({
    label: plain(crashTitle(crash)),
    description: crash.lastSeen === undefined ? "" : `week ending ${crash.lastSeen}`,
    detail: plain(crash.versions.join("; ")),
    crash,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Copy a crash as an issue" }))?.crash;
}
