// Checks whether a file is a program, and whether it is the server.
import { execFile } from "node:child_process";
import { accessSync, statSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import type { Environment } from "./children";

export async function isProgram(file: string): Promise<boolean> {
  try {
    const [entry] = await Promise.all([stat(file), access(file, constants.X_OK)]);
    return entry.isFile();
  } catch {
    return false;
  }
}

/** Like isProgram, but synchronous; for files on the disk of the extension. */
export function isProgramNow(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** How long a program may take to print its version. */
const versionMs = 10_000;

/** Why `file` isn't the server; undefined if it is. */
export async function whyNotServer(file: string, { cwd, env }: { cwd: string; env: Environment }): Promise<string | undefined> {
  if (!(await isProgram(file))) return "it is not an executable file";
  return new Promise((resolve) => {
    execFile(file, ["version"], { cwd, env, timeout: versionMs, killSignal: "SIGKILL", windowsHide: true }, (error, stdout) => {
      if (/^telemetry-ls\b/.test(stdout)) resolve(undefined);
      else if (error?.killed === true) resolve(`it didn't print its version within ${versionMs / 1000} s`);
      else resolve(`the command "version" ${error === null ? "printed something else" : "failed"}`);
    });
  });
}
