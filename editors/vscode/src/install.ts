// What to do without a server: install it with the user's Go, or choose a file.
import * as vscode from "vscode";
import { Cancelled, findGo, goInstall, InstallError } from "./goInstall";
import { say, withProgress } from "./messages";
import { isProgram, whyNotServer } from "./program";
import type { Surroundings } from "./surroundings";

const repository = "github.com/telemetry-ls/telemetry-ls";
const choose = "Choose File...";
const showLog = "Show Log";

export interface Installer {
  /** The version of the extension; the server gets the same. */
  readonly version: string;
  /** Restarts the server; resolves to whether it was found. */
  readonly restart: () => Promise<boolean>;
  readonly surroundings: () => Promise<Surroundings>;
  readonly log: vscode.LogOutputChannel;
}

export async function offerInstall(installer: Installer): Promise<void> {
  const { dirs, outside } = await installer.surroundings();
  const isUsable = async (file: string) => (await isProgram(file)) && outside.holds(file);
  const go = await findGo({ dirs, goroot: process.env["GOROOT"], platform: process.platform }, isUsable);
  if (go === undefined) installer.log.info("go: not found on PATH or in GOROOT");
  const missing = go === undefined ? "found neither telemetry-ls nor Go" : "telemetry-ls was not found";
  const install = "Install with Go";
  const buttons = go === undefined ? [choose, showLog] : [install, choose, showLog];
  const answer = await say("warn", `Go telemetry: ${missing} on this machine.`, ...buttons);
  if (answer === install && go !== undefined) await installWithGo(installer, go);
  else await carryOut(installer, answer);
}

/** The buttons of every message here. */
async function carryOut(installer: Installer, answer: string | undefined): Promise<void> {
  if (answer === choose) await chooseFile(installer);
  if (answer === showLog) installer.log.show();
}

async function fail(installer: Installer, message: string): Promise<void> {
  installer.log.error(message);
  await carryOut(installer, await say("error", `Go telemetry: ${message}`, choose, showLog));
}

async function installWithGo(installer: Installer, go: string): Promise<void> {
  const { log, version } = installer;
  const target = `${repository}/cmd/telemetry-ls@v${version}`;
  try {
    await withProgress(`Go telemetry: installing telemetry-ls v${version} with Go`, async (cancelled) => {
      const abort = new AbortController();
      cancelled.onCancellationRequested(() => abort.abort());
      const { env, scratch } = await installer.surroundings();
      log.info(`running ${go} install ${target}`);
      log.info(`installed. ${await goInstall({ go, target, env, dir: scratch, signal: abort.signal })}`);
    });
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (error instanceof InstallError) log.error(error.output);
    await fail(installer, `installing telemetry-ls with Go: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  if (!(await installer.restart()))
    await fail(
      installer,
      "installed telemetry-ls, but not in a place where this extension looks; hint: choose the file in `go env GOBIN`",
    );
}

async function chooseFile(installer: Installer): Promise<void> {
  const files = await vscode.window.showOpenDialog({ title: "The telemetry-ls program", canSelectMany: false });
  const file = files?.[0]?.fsPath;
  if (file === undefined) return;
  const wrong = await whyNotServer(file, await installer.surroundings());
  if (wrong !== undefined) {
    await fail(installer, `${file} is not telemetry-ls: ${wrong}`);
    return;
  }
  // Changing the setting restarts the server.
  await vscode.workspace.getConfiguration("goTelemetry").update("server.path", file, vscode.ConfigurationTarget.Global);
  if (vscode.workspace.isTrusted) return;
  const trust = "Manage Workspace Trust";
  const text = "Go telemetry: the extension uses this file only in workspaces that you trust. You don't trust this one.";
  const answer = await say("info", text, trust);
  if (answer === trust) await vscode.commands.executeCommand("workbench.trust.manage");
}
