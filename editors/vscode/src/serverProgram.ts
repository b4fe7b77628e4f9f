// Runs the server's program for a single task, where the server itself runs.
import { spawn } from "node:child_process";
import type { Environment } from "./children";

export interface ServerProgram {
  readonly path: string;
  readonly cwd: string;
  readonly env: Environment;
}

/** How long a task may take. A download may be slow. */
const taskMs = 120_000;
const maxErrors = 1 << 16;

/** Resolves when the program has succeeded; an error has its message and its hint. */
export function runTask({ path, cwd, env }: ServerProgram, args: readonly string[], signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: taskMs, ...(signal === undefined ? {} : { signal }) };
    const child = spawn(path, [...args], { cwd, env, windowsHide: true, stdio: ["ignore", "ignore", "pipe"], ...limits });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (errors.length < maxErrors) errors += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(taskError(errors) ?? `the program ended with ${code === null ? "a signal" : `exit code ${code}`}`));
    });
  });
}

/** The error that the program prints, in one line with its hint. */
export function taskError(stderr: string): string | undefined {
  const lines = stderr.split("\n").map((line) => line.trim());
  const cause = lines.find((line) => line.startsWith("telemetry-ls: "))?.slice("telemetry-ls: ".length);
  const hint = lines.find((line) => line.startsWith("hint: "));
  return cause === undefined ? undefined : [cause, hint].filter((part) => part !== undefined).join("; ");
}
