// The process of the server.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { Environment } from "./children";

/** How long a server that was told to end may take. */
const endMs = 2000;

/** Starts the program, with nothing of the workspace in its way. */
export function startProcess(
  command: string,
  { cwd, env }: { cwd: string; env: Environment },
  onError: (error: Error) => void,
): ChildProcessWithoutNullStreams {
  const child = spawn(command, ["serve", "--stdio"], { cwd, env, windowsHide: true });
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
