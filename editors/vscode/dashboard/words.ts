// What the page says of uploads, as plain text.
import type { Preview, PreviewWeek, Status, UploadConfig } from "./types";

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

/** The day of the next upload, which is the first as long as none is on record. */
export function uploadTile(status: Status | null, preview: Preview | null): Tile {
  const uploaded = preview?.weeks.some((week) => week.state === "sent") === true;
  const label = uploaded ? "next upload" : "first upload";
  if (status?.mode !== "on") return { value: "never", label: "next upload", more: `the mode is ${status?.mode ?? "unknown"}` };
  const blocked = status.problems.find((problem) => problem.code === "upload-blocked");
  const day = preview?.nextUpload ?? status.nextUpload ?? (uploaded ? null : status.firstUpload);
  const more = blocked === undefined ? "approved counters only, at the earliest" : "blocked: see the problem above";
  return { value: day ?? "unknown", label, more: day === null && blocked === undefined ? "nothing is waiting" : more };
}

/** Where no upload is on record, one may still have been refused, and so be gone. */
export const noUpload = "No accepted upload is on record.";

/** The problems of the environment, one a line. */
export function problemLines(status: Status | null): string[] {
  return (status?.problems ?? []).map(({ message, hint }) => `${sentence(message)}${hint === "" ? "" : ` ${sentence(hint)}`}`);
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
