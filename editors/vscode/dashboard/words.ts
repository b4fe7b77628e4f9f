// What the page says of uploads, as plain text.
import type { Preview, PreviewWeek } from "./types";

/** What the reports shown are, by the mode and the list of approved counters. */
export function uploadIntro(preview: Preview | null): string {
  if (preview === null) return "Not known yet.";
  const { mode, since, config } = preview;
  const list =
    config === null ? "The list of approved counters is not on this machine." : `By the list of approved counters ${config.version}.`;
  if (mode === "on") return `The mode is on${since === null ? "" : ` since ${since}`}. ${list}`;
  // What was counted before a switch is never sent, so 'were it on now' would not do.
  return `The mode is ${mode}: nothing is uploaded. This is what would be, were the mode on since before each week. ${list}`;
}

/** The counters that are drawn by lot for each report; empty where there are none. */
export function sampledText(sampled: PreviewWeek["sampled"]): string {
  const rates = sampled.map(({ program, counter, rate }) => `${program} ${firstLine(counter)} (${+(rate * 100).toFixed(4)} %)`);
  return rates.length === 0 ? "" : `In a part of all reports only: ${rates.join(", ")}`;
}

/** A stack's name goes on for many lines. */
export function firstLine(counter: string): string {
  return counter.split("\n", 1)[0] ?? "";
}
