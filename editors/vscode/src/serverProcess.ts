// The process of the server.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** How long a server that was told to end may take. */
const endMs = 2000;

/**
 * Starts the program. The working directory is not the folder that is open, so
 * that nothing in it is found by accident.
 */
export function startProcess(command: string, cwd: string, onError: (error: Error) => void): ChildProcessWithoutNullStreams {
  const child = spawn(command, ["serve", "--stdio"], { cwd, windowsHide: true });
  // One that could not be started has no output either, and so its connection ends.
  child.on("error", onError);
  child.stdin.on("error", onError);
  return child;
}

/** Sees to it that a process that was told to end does. */
export function endSoon(child: ChildProcessWithoutNullStreams): void {
  const timer = setTimeout(() => child.kill("SIGKILL"), endMs);
  child.once("exit", () => clearTimeout(timer));
  if (child.exitCode !== null || child.signalCode !== null) clearTimeout(timer);
}
