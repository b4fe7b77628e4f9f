// The server process.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { Environment } from "./children";

/** How long the server may take to end. */
const endMs = 2000;

/** Starts the program, unaffected by the workspace. */
export function startProcess(
  command: string,
  { cwd, env }: { cwd: string; env: Environment },
  onError: (error: Error) => void,
): ChildProcessWithoutNullStreams {
  const child = spawn(command, ["serve", "--stdio"], { cwd, env, windowsHide: true });
  // A process that failed to start has no output, so its connection ends.
  child.on("error", onError);
  child.stdin.on("error", onError);
  return child;
}

/** Kills a process that doesn't end in time. */
export function endSoon(child: ChildProcessWithoutNullStreams): void {
  const timer = setTimeout(() => child.kill("SIGKILL"), endMs);
  child.once("exit", () => clearTimeout(timer));
  if (child.exitCode !== null || child.signalCode !== null) clearTimeout(timer);
}
