// Finds the server's program on the machine that the extension runs on.
import { readFile } from "node:fs/promises";
import * as os from "node:os";
import * as vscode from "vscode";
import { findServer, goEnvFile, type Candidate } from "./binary";
import { isProgram, isProgramNow } from "./program";

export async function locateServer(extensionDir: string, log: vscode.LogOutputChannel): Promise<Candidate | undefined> {
  const { found, log: lines } = await findServer(
    {
      // A workspace cannot set it: the scope is machine, and only the user's value is read.
      setting: vscode.workspace.getConfiguration("goTelemetry").inspect<string>("server.path")?.globalValue,
      trusted: vscode.workspace.isTrusted,
      extensionDir,
      home: os.homedir(),
      platform: process.platform,
      env: process.env,
      goEnvFile: readGoEnv,
    },
    { now: isProgramNow, later: isProgram },
  );
  for (const line of lines) log.info(`server: ${line}`);
  return found;
}

/** The file of `go env -w`; running `go env` itself would count the user. */
async function readGoEnv(): Promise<string | undefined> {
  const file = goEnvFile({ env: process.env, home: os.homedir(), platform: process.platform });
  return file === undefined ? undefined : readFile(file, "utf8").catch(() => undefined);
}
