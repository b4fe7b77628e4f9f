// The page's texts about uploads, as plain text.
import { amount, contents } from "./preview";
import { day, percent, plural, visible } from "./format";
import type { Preview, PreviewWeek, Sampled, UploadConfig } from "./types";

/** Describes the reports shown, depending on the mode and the upload config. */
export function uploadIntro({ mode, config }: Pick<Preview, "mode" | "config">): string {
  const by = config === null ? "The upload config isn't on this machine, so it is unknown which counters would be uploaded." : age(config);
  // "if telemetry were on now" would be wrong: counts from before a switch to on are never uploaded.
  return mode === "on" ? by : `This is what would be uploaded if telemetry had been on when each week began. ${by}`;
}

function age(config: UploadConfig): string {
  const name = `Based on ${configName(config)}.`;
  if (config.stale !== true) return name;
  return `${name} It may be out of date, and Go uses the latest version to upload.`;
}

/** Names the upload config that a verdict depends on. */
function configName({ version, date }: UploadConfig): string {
  return `upload config ${version}${typeof date === "string" ? ` (${day(date)})` : ""}`;
}

/** Says what would become of a week, and of how many counters. */
export function verdict(week: PreviewWeek): string {
  const size = contents(week);
  const counters = size === null ? "" : `, ${plural(size.counters, "counter")} approved`;
  const withheld = size === null ? "" : `, ${plural(amount(week.withheld), "counter")} withheld`;
  switch (week.state) {
    case "sent":
      return size === null ? "uploaded" : `uploaded, ${plural(size.counters, "counter")}`;
    case "ready":
      return `${week.wouldUpload ? "waiting to be uploaded" : "waiting, would not be uploaded"}${counters}`;
    default: {
      const running = week.state === "collecting" ? "running, " : "";
      return `${running}${week.wouldUpload ? "would be uploaded" : "would not be uploaded"}${counters}${withheld}`;
    }
  }
}

/** Names the counters that only a random sample of reports includes; empty if there are none. */
export function sampledText(sampled: Sampled[]): string {
  const rates = sampled.map(({ program, counter, rate }) => `${program} ${firstLine(counter)} (${percent(rate)})`);
  return rates.length === 0 ? "" : `Included only in a random sample of reports: ${rates.join(", ")}.`;
}

/** Returns the first line of a counter name. The name of a stack counter has many lines. */
export function firstLine(counter: string): string {
  return visible(counter.split("\n", 1)[0] ?? "");
}
