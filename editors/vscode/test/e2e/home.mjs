// What a user has at home: a PATH, and settings of the machine.
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** VS Code takes PATH from a login shell, whatever it was started with. */
export async function loginPath(home, dirs) {
  await mkdir(home, { recursive: true });
  for (const name of [".profile", ".zprofile"]) await writeFile(path.join(home, name), `export PATH='${dirs.join(":")}'\n`);
}

const machine = (home) => path.join(path.dirname(home), "data/Machine/settings.json");

/** Writes the settings of the machine, those of the user in remote windows. */
export async function setOnMachine(home, settings) {
  await mkdir(path.dirname(machine(home)), { recursive: true });
  await writeFile(machine(home), JSON.stringify(settings));
}

/** Sets goTelemetry.server.path: of this machine, since no workspace may. */
export const useServer = (home, file) => setOnMachine(home, { "goTelemetry.server.path": file });

/** The settings of the machine; undefined where there are none. */
export async function machineSettings(home) {
  return readFile(machine(home), "utf8").then(JSON.parse, () => undefined);
}

/** Writes a shell script that stands for a server. */
export async function writeScript(file, ...lines) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(file, 0o755);
  return file;
}
