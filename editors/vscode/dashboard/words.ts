// What the page says of uploads, as plain text.
import type { Blocker, Preview, PreviewWeek, Status, UploadConfig } from "./types";

/** What the reports shown are, by the mode and the upload config. */
export function uploadIntro(preview: Preview | null): string {
  if (preview === null) return "Waiting for the preview.";
  const { mode, since, config } = preview;
  const by = config === null ? "The upload config isn't on this machine, so it is unknown which counters would be uploaded." : age(config);
  if (mode === "on") return `${since === null ? "Telemetry is on." : `Telemetry was turned on on ${since}.`} ${by}`;
  // What was counted before a switch is never sent, so 'were it on now' would not do.
  return `The mode is ${mode}: nothing is uploaded. This is what would be uploaded if telemetry had been on when each week began. ${by}`;
}

function age(config: UploadConfig): string {
  const name = `Based on ${configName(config)}.`;
  if (config.stale !== true) return name;
  return `${name} It may be out of date, and Go uploads by the latest version. Open the upload preview to update it.`;
}

/** A verdict is only as good as the upload config that it was made by. */
function configName({ version, date }: UploadConfig): string {
  return `upload config ${version}${typeof date === "string" ? ` (${date})` : ""}`;
}

/** What would become of a week, with what that was decided by. */
export function verdict(week: Pick<PreviewWeek, "state" | "wouldUpload">, config: Preview["config"]): string {
  const by = config === null ? "" : `, according to ${configName(config)}`;
  return `${week.state}, ${week.wouldUpload ? "would be uploaded" : "would not be uploaded"}${by}`;
}

export interface Tile {
  readonly value: string;
  readonly label: string;
  readonly more: string;
}

/** When the next upload is, which is the first as long as none is on record: as the server has it. */
export function uploadTile(status: Status | null, preview: Preview | null): Tile {
  const uploaded = preview?.weeks.some((week) => week.state === "sent") === true || (preview?.uploads?.lastWeek ?? null) !== null;
  const label = uploaded ? "next upload" : "first upload";
  if (status?.mode !== "on") return { value: "never", label: "next upload", more: `the mode is ${status?.mode ?? "unknown"}` };
  const blocked = problemLines(status, preview, "upload-blocked").length > 0 ? "see the problem above" : undefined;
  const day = preview?.nextUpload ?? status.nextUpload ?? null;
  if (uploaded && day !== null) return { value: day, label, more: blocked ?? "at the earliest" };
  const first = status.firstUpload !== null && !ruledOut(preview, status.firstUpload) ? status.firstUpload : null;
  const week = preview?.nextWeek ?? first ?? day;
  if (week !== null) return { value: week, label, more: blocked ?? "the end of its week" };
  return blocked === undefined ? { value: "unknown", label, more: "nothing is waiting" } : { value: "blocked", label, more: blocked };
}

/** What does not keep a week from being uploaded. */
const harmless = new Set(["sampled", "once-a-day", "malformed-report", "go-version", "no-config"]);

/** Whether the preview knows that a week is not uploaded, for more than the lack of an upload config. */
function ruledOut(preview: Preview | null, week: string): boolean {
  const found = preview?.weeks.find((other) => other.week === week);
  const stopsAll = ({ week: one, code }: Blocker) => one === null && code !== "go-version";
  if (found === undefined) return preview?.uploads?.blocked.some(stopsAll) === true;
  if (found.wouldUpload) return false;
  return found.reasons.some(({ code }) => !harmless.has(code)) || found.reasons.every(({ code }) => code !== "no-config");
}

/** Where no upload is on record, one may still have been refused, and so be gone. */
export const noUpload = "No accepted upload is on record.";

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The problems of the environment and of uploads, each in a line; only those of a code, if one is given. */
export function problemLines(status: Status | null, preview: Preview | null, code?: string): string[] {
  const problems: Problem[] = [...(status?.problems ?? [])];
  if (status?.mode === "on") {
    // What a status leaves out that was made before the preview.
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

/** The counters that are drawn by lot for each report; empty where there are none. */
export function sampledText(sampled: PreviewWeek["sampled"]): string {
  const rates = sampled.map(({ program, counter, rate }) => `${program} ${firstLine(counter)} (${+(rate * 100).toFixed(4)} %)`);
  return rates.length === 0 ? "" : `Included only in a random sample of reports: ${rates.join(", ")}`;
}

/** A stack's name goes on for many lines. */
export function firstLine(counter: string): string {
  return counter.split("\n", 1)[0] ?? "";
}
