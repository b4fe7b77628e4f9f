// The page's texts about uploads, as plain text.
import type { Blocker, Preview, PreviewWeek, Status, UploadConfig } from "./types";

/** Describes the reports shown, depending on the mode and the upload config. */
export function uploadIntro(preview: Preview | null): string {
  if (preview === null) return "Waiting for the preview.";
  const { mode, since, config } = preview;
  const by = config === null ? "The upload config isn't on this machine, so it is unknown which counters would be uploaded." : age(config);
  if (mode === "on") return `${since === null ? "Telemetry is on." : `Telemetry was turned on on ${since}.`} ${by}`;
  // "if telemetry were on now" would be wrong: counts from before a switch to on are never uploaded.
  return `The mode is ${mode}: nothing is uploaded. This is what would be uploaded if telemetry had been on when each week began. ${by}`;
}

function age(config: UploadConfig): string {
  const name = `Based on ${configName(config)}.`;
  if (config.stale !== true) return name;
  return `${name} It may be out of date, and Go uses the latest version to upload. Open the upload preview to update it.`;
}

/** Names the upload config that a verdict depends on. */
function configName({ version, date }: UploadConfig): string {
  return `upload config ${version}${typeof date === "string" ? ` (${date})` : ""}`;
}

/** Says whether a week would be uploaded, and according to which upload config. */
export function verdict(week: Pick<PreviewWeek, "state" | "wouldUpload">, config: Preview["config"]): string {
  const by = config === null ? "" : `, according to ${configName(config)}`;
  return `${week.state}, ${week.wouldUpload ? "would be uploaded" : "would not be uploaded"}${by}`;
}

export interface Tile {
  readonly value: string;
  readonly label: string;
  readonly more: string;
}

/** Says when the next upload is, or the first one if none is on record, as the server's status does. */
export function uploadTile(status: Status | null, preview: Preview | null): Tile {
  const uploaded = preview?.weeks.some((week) => week.state === "sent") === true || (preview?.uploads?.lastWeek ?? null) !== null;
  const label = uploaded ? "next upload" : "first upload";
  if (status?.mode !== "on") return { value: "never", label: "next upload", more: `the mode is ${status?.mode ?? "unknown"}` };
  const blocked = problemLines(status, preview, "upload-blocked").length > 0 ? "see the problem above" : undefined;
  const day = preview?.nextUpload ?? status.nextUpload ?? null;
  if (uploaded && day !== null) return { value: day, label, more: blocked ?? "at the earliest" };
  const first = status.firstUpload !== null && !ruledOut(preview, status.firstUpload) ? status.firstUpload : null;
  const week = preview?.nextWeek ?? first ?? day;
  if (week !== null) return { value: week, label, more: blocked ?? "the day its week ends" };
  return blocked === undefined ? { value: "unknown", label, more: "no report is waiting" } : { value: "blocked", label, more: blocked };
}

/** The codes of reasons that don't keep a week from being uploaded. */
const harmless = new Set(["sampled", "once-a-day", "malformed-report", "go-version", "no-config"]);

/** Reports whether the preview knows that a week is not uploaded, not just because the upload config is missing. */
function ruledOut(preview: Preview | null, week: string): boolean {
  const found = preview?.weeks.find((other) => other.week === week);
  const stopsAll = ({ week: one, code }: Blocker) => one === null && code !== "go-version";
  if (found === undefined) return preview?.uploads?.blocked.some(stopsAll) === true;
  if (found.wouldUpload) return false;
  return found.reasons.some(({ code }) => !harmless.has(code)) || found.reasons.every(({ code }) => code !== "no-config");
}

/** Says "accepted" because a refused upload leaves no record. */
export const noUpload = "There is no record of an accepted upload.";

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Returns the problems of the environment and of uploads, one a line. With a code, only problems with that code. */
export function problemLines(status: Status | null, preview: Preview | null, code?: string): string[] {
  const problems: Problem[] = [...(status?.problems ?? [])];
  if (status?.mode === "on") {
    // A status older than the preview lacks these problems.
    for (const { message, hint } of preview?.uploads?.blocked ?? []) {
      if (!problems.some((problem) => problem.message === message)) problems.push({ code: "upload-blocked", message, hint });
    }
  }
  return problems
    .filter((problem) => code === undefined || problem.code === code)
    .map(({ message, hint }) => `${sentence(message)}${hint === "" ? "" : ` ${sentence(hint)}`}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** Names the counters that only a random sample of reports includes; empty if there are none. */
export function sampledText(sampled: PreviewWeek["sampled"]): string {
  const rates = sampled.map(({ program, counter, rate }) => `${program} ${firstLine(counter)} (${+(rate * 100).toFixed(4)}%)`);
  return rates.length === 0 ? "" : `Included only in a random sample of reports: ${rates.join(", ")}`;
}

/** Returns the first line of a counter name. The name of a stack counter has many lines. */
export function firstLine(counter: string): string {
  return counter.split("\n", 1)[0] ?? "";
}
