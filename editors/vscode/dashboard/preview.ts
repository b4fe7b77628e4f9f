// Functions that read the preview: the size of a report, and the next and last uploads.
import type { Blocker, Preview, PreviewWeek, Report, Status } from "./types";

export interface Size {
  readonly counters: number;
  /** Null if it is unknown. */
  readonly programs: number | null;
}

/** Returns how much of a week would be uploaded or was; null without an upload config. */
export function contents({ report, programs }: PreviewWeek): Size | null {
  if (report === null) return null;
  if (typeof report === "number") return { counters: report, programs: programs ?? null };
  const counted = (report.Programs ?? []).map(({ Counters, Stacks }) => Object.keys({ ...Counters, ...Stacks }).length);
  const names = new Set((report.Programs ?? []).filter((_, i) => (counted[i] ?? 0) > 0).map(({ Program }) => Program));
  return { counters: counted.reduce((all, n) => all + n, 0), programs: names.size };
}

/** The number of items, which a preview with `counts` gives as a number. */
export function amount(items: readonly unknown[] | number): number {
  return typeof items === "number" ? items : items.length;
}

export interface Uploads {
  /** The day of the next upload; null if none is known. */
  readonly date: string | null;
  /** The week that it is of; null if that is unknown. */
  readonly week: string | null;
  /** Whether no upload is on record. */
  readonly first: boolean;
  /** Whether nothing can be uploaded until a problem is fixed. */
  readonly blocked: boolean;
}

/** Returns when the next upload is, as the server's status does. */
export function uploadsOf(status: Status | null, preview: Preview | null): Uploads {
  const first = (preview?.uploads?.lastWeek ?? null) === null && preview?.weeks.some((week) => week.state === "sent") !== true;
  if (status?.supported === false) return { date: null, week: null, first, blocked: false };
  const due = preview?.nextUpload ?? status?.nextUpload ?? null;
  const planned = status?.firstUpload ?? null;
  const found = planned !== null && !ruledOut(preview, planned) ? planned : null;
  const date = due ?? found;
  const blocked = date === null && (preview?.uploads?.blocked ?? []).some(stopsAll);
  // The day of an upload says nothing about its week.
  return { date, week: preview?.nextWeek ?? (due === null ? found : null), first, blocked };
}

const stopsAll = ({ week, code }: Blocker) => week === null && code !== "go-version";

/** The codes of reasons that don't keep a week from being uploaded. */
const harmless = new Set(["sampled", "once-a-day", "malformed-report", "go-version", "no-config"]);

/** Reports whether the preview knows that a week is not uploaded, not just because the upload config is missing. */
function ruledOut(preview: Preview | null, week: string): boolean {
  const found = preview?.weeks.find((other) => other.week === week);
  if (found === undefined) return preview?.uploads?.blocked.some(stopsAll) === true;
  if (found.wouldUpload) return false;
  return found.reasons.some(({ code }) => !harmless.has(code)) || found.reasons.every(({ code }) => code !== "no-config");
}

export interface Line {
  readonly program: string;
  readonly counter: string;
  readonly value: number;
}

/** Returns the counters of a report, program by program. */
export function reportLines(report: Report): Line[] {
  return (report.Programs ?? []).flatMap(({ Program, Version = "", Counters, Stacks }) =>
    Object.entries({ ...Counters, ...Stacks }).map(([counter, value]) => ({ program: nameOf(Program, Version), counter, value })),
  );
}

/** The withheld counters that stay for the same reason. */
export interface Withheld {
  readonly reason: string;
  readonly lines: Line[];
}

/** Returns the withheld counters with those of the same reason together, most first. */
export function byReason(withheld: Exclude<PreviewWeek["withheld"], number>): Withheld[] {
  const groups = new Map<string, Withheld>();
  for (const { program, version, counter, value, reason } of withheld) {
    const group = groups.get(reason) ?? { reason, lines: [] };
    groups.set(reason, group);
    group.lines.push({ program: nameOf(program, version), counter, value });
  }
  return [...groups.values()].sort((a, b) => b.lines.length - a.lines.length);
}

function nameOf(program: string, version: string): string {
  return version === "" ? program : `${program}@${version}`;
}
