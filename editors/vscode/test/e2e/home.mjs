// Sets up a user's HOME: the PATH and the machine settings.
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Sets PATH in the login shell's profile, because VS Code uses the login shell's PATH. */
export async function loginPath(home, dirs) {
  await mkdir(home, { recursive: true });
  for (const name of [".profile", ".zprofile"]) await writeFile(path.join(home, name), `export PATH='${dirs.join(":")}'\n`);
}

const machine = (home) => path.join(path.dirname(home), "data/Machine/settings.json");

/** Writes the machine settings, which are the remote settings in a remote window. */
export async function setOnMachine(home, settings) {
  await mkdir(path.dirname(machine(home)), { recursive: true });
  await writeFile(machine(home), JSON.stringify(settings));
}

/** Sets goTelemetry.server.path in the machine settings, because a workspace can't set it. */
export const useServer = (home, file) => setOnMachine(home, { "goTelemetry.server.path": file });

/** Returns the machine settings, or undefined if there are none. */
export const machineSettings = (home) => readSettings(machine(home));

/** Returns the settings in a file, or undefined if there is none, or the editor is still writing it. */
export async function readSettings(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a shell script that stands in for a server. */
export async function writeScript(file, ...lines) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(file, 0o755);
  return file;
}
