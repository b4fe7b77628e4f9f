// The programs that do not follow a switch until they are restarted, in words.

import { follows } from "./generated";
import type { Mode } from "./status";

/** The result of telemetry-ls.running. */
export interface Running {
  /** Whether this platform tells which programs count. */
  readonly supported: boolean;
  readonly programs: readonly { readonly program: string; readonly pid: number; readonly version: string }[];
}

/** How many programs a message names. */
const named = 5;

/** A switch, as far as it concerns who counts. */
export interface Switch {
  readonly collected: boolean;
  readonly collects: boolean;
  readonly mode: Mode;
  /** What the server found after a switch to off; undefined where it does not tell. */
  readonly running: Running | undefined;
}

/**
 * What a message adds about them, "" for nothing.
 *
 * @param explained whether it says what the mode means: of off that has the general sentence
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

/** Whether a restart of gopls changes something; where it is not known, it may. */
export function concernsGopls({ collected, collects, running }: Switch): boolean {
  if (collected === collects) return false;
  if (collects || running?.supported !== true) return true;
  return running.programs.some(({ program }) => base(program) === "gopls");
}

function base(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}
