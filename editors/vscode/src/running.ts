// The texts about programs that don't follow a switch until they restart.

import { follows } from "./generated";
import type { Mode } from "./status";

/** The result of telemetry-ls.running. */
export interface Running {
  /** Whether the server can find these programs on this platform. */
  readonly supported: boolean;
  readonly programs: readonly { readonly program: string; readonly pid: number; readonly version: string }[];
}

/** The maximum number of programs in a message. */
const named = 5;

/** What the texts need to know about a switch. */
export interface Switch {
  readonly collected: boolean;
  readonly collects: boolean;
  readonly mode: Mode;
  /** What the server found after a switch to off; undefined if it can't tell. */
  readonly running: Running | undefined;
}

/**
 * What a message adds about these programs, or "".
 *
 * @param explained whether the message explains the mode: for off, that includes the general sentence
 */
export function aboutRunning({ collected, collects, mode, running }: Switch, explained: boolean): string {
  if (collected === collects) return "";
  if (collects) return follows[mode];
  if (running?.supported !== true) return explained ? "" : follows[mode];
  return running.programs.length === 0 ? "" : `Still counting: ${names(running)}.`;
}

function names({ programs }: Running): string {
  const counts = new Map<string, number>();
  for (const { program, version } of programs) {
    const name = [base(program), version].filter((part) => part !== "").join(" ");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} processes)`));
  const more = all.length > named ? [`and ${all.length - named} more`] : [];
  return [...all.slice(0, named), ...more].join(", ");
}

/** Whether a restart of gopls helps, as far as known. */
export function concernsGopls({ collected, collects, running }: Switch): boolean {
  if (collected === collects) return false;
  if (collects || running?.supported !== true) return true;
  return running.programs.some(({ program }) => base(program) === "gopls");
}

function base(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}
