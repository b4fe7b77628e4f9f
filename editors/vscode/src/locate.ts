// Finds the server program on the machine of the extension.
import { readFile } from "node:fs/promises";
import * as os from "node:os";
import * as vscode from "vscode";
import { findServer, goEnvFile, type Candidate } from "./binary";
import { isProgram, isProgramNow } from "./program";
import type { Surroundings } from "./surroundings";

export async function locateServer(
  extensionDir: string,
  { outside, dirs, log: leftOut }: Surroundings,
  log: vscode.LogOutputChannel,
): Promise<Candidate | undefined> {
  const { found, log: lines } = await findServer(
    {
      // A workspace can't set it: the scope is machine, and this reads only the user's value.
      setting: vscode.workspace.getConfiguration("goTelemetry").inspect<string>("server.path")?.globalValue,
      trusted: vscode.workspace.isTrusted,
      extensionDir,
      home: os.homedir(),
      platform: process.platform,
      env: process.env,
      dirs,
      isOutside: (file) => outside.holds(file),
      goEnvFile: () => readGoEnv(outside),
    },
    { now: isProgramNow, later: isProgram },
  );
  for (const line of [...leftOut, ...lines]) log.info(`server: ${line}`);
  return found;
}

/** The file that `go env -w` writes. Running `go env` would count. */
async function readGoEnv(outside: Surroundings["outside"]): Promise<string | undefined> {
  const file = goEnvFile({ env: process.env, home: os.homedir(), platform: process.platform });
  return file === undefined || !(await outside.holds(file)) ? undefined : readFile(file, "utf8").catch(() => undefined);
}
