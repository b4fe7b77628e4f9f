// The programs that do not follow a switch until they are restarted, in words.

/** The result of telemetry-ls.running. */
export interface Running {
  /** Whether this platform tells which programs count. */
  readonly supported: boolean;
  readonly programs: readonly { readonly program: string; readonly pid: number; readonly version: string }[];
}

/** How many programs a message names. */
const named = 5;

/**
 * What a message about a switch adds, "" for nothing.
 *
 * @param collected whether Go counted before the switch, and @param collects after it
 * @param running undefined where the server does not tell
 */
export function aboutRunning(collected: boolean, collects: boolean, running: Running | undefined): string {
  if (collected === collects) return "";
  if (collects) return "Programs that are already running follow once they restart.";
  if (running?.supported !== true) return "Programs that are already running keep counting until they restart, or until their week ends.";
  if (running.programs.length === 0) return "";
  return `Still counting until they restart, or until their week ends: ${names(running)}.`;
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
export function concernsGopls(collected: boolean, collects: boolean, running: Running | undefined): boolean {
  if (collected === collects) return false;
  if (collects || running?.supported !== true) return true;
  return running.programs.some(({ program }) => base(program) === "gopls");
}

function base(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}
