// What to do where no server was found: install it with the user's Go, or choose
// a file.
import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import * as os from "node:os";
import path from "node:path";
import * as vscode from "vscode";

const target = "github.com/telemetry-ls/telemetry-ls/cmd/telemetry-ls@latest";

export async function offerInstall(restart: () => Promise<void>, log: vscode.LogOutputChannel): Promise<void> {
  const [install, choose, show] = ["Install with Go", "Choose File...", "Show Log"];
  const answer = await vscode.window.showWarningMessage(
    "Go telemetry: the program telemetry-ls was not found on this machine. The log tells where it was looked for.",
    install,
    choose,
    show,
  );
  if (answer === install) await installWithGo(restart, log);
  if (answer === choose) await chooseFile();
  if (answer === show) log.show();
}

async function chooseFile(): Promise<void> {
  const files = await vscode.window.showOpenDialog({ title: "The telemetry-ls program", canSelectMany: false });
  const file = files?.[0];
  // The change of the setting restarts the server.
  if (file !== undefined) await vscode.workspace.getConfiguration("goTelemetry").update("server.path", file.fsPath, vscode.ConfigurationTarget.Global);
}

async function installWithGo(restart: () => Promise<void>, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Installing ${target}`, cancellable: true },
      async (_, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        log.info(await goInstall(abort.signal));
      },
    );
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") return;
    log.error(String(error));
    void vscode.window.showErrorMessage(`Go telemetry: installing failed: ${firstLine(error)}`, "Show Log").then((answer) => {
      if (answer !== undefined) log.show();
    });
    return;
  }
  await restart();
}

/** Runs `go install` so that it counts nothing of the user's. */
async function goInstall(signal: AbortSignal): Promise<string> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-install-"));
  try {
    const telemetry = path.join(scratch, "telemetry");
    await mkdir(telemetry);
    await writeFile(path.join(telemetry, "mode"), "off 2026-01-01");
    const env = { ...process.env, TEST_TELEMETRY_DIR: telemetry, GOTOOLCHAIN: "local", GOWORK: "off", GOFLAGS: "-mod=mod" };
    return await new Promise((resolve, reject) => {
      execFile("go", ["install", target], { cwd: scratch, env, signal, windowsHide: true }, (error, stdout, stderr) => {
        if (error !== null) reject(error.name === "AbortError" ? error : new Error(stderr.trim() || error.message));
        else resolve(`go install ${target}: done ${stdout}${stderr}`.trim());
      });
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
