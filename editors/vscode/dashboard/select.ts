// Functions that select what the page shows from the data.
import type { Bucket, Chart, Numbers, Program, Status, Summary } from "./types";

/**
 * Returns the summary limited to its last weeks. The counts of each version are known only
 * for all weeks together, so a shorter summary has no versions.
 */
export function lastWeeks(summary: Summary, weeks: number): Summary {
  const from = summary.weeks.length - weeks;
  if (weeks <= 0 || from <= 0) return summary;
  const cut = <T extends Numbers>(item: T): T => {
    const series = item.series.slice(from);
    return { ...item, series, total: Math.min(sum(series), Number.MAX_SAFE_INTEGER) };
  };
  const cutAll = <T extends Numbers>(items: T[]): T[] => items.map(cut).filter((item) => item.total > 0);
  const programs = cutAll(summary.programs).map((program) => ({
    ...program,
    versions: null,
    charts: cutAll(program.charts).map((chart) => withBuckets(chart, cutAll(chart.buckets))),
    stacks: cutAll(program.stacks).sort((a, b) => b.total - a.total),
  }));
  return { ...summary, weeks: summary.weeks.slice(from), programs };
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}

function withBuckets(chart: Chart, buckets: Bucket[]): Chart {
  return { ...chart, buckets, percentiles: chart.kind === "histogram" ? percentiles(buckets) : null };
}

/** Returns the buckets that the percentiles fall into, as the server computes them. The buckets must be in order. */
function percentiles(buckets: Bucket[]): Chart["percentiles"] {
  const all = sum(buckets.map((bucket) => bucket.total));
  const at = (share: number) => {
    let below = 0;
    return buckets.find(({ total }) => (below += total) * 100 >= all * share && total > 0)?.name;
  };
  const [p50, p90, p99] = [at(50), at(90), at(99)];
  return p50 === undefined || p90 === undefined || p99 === undefined ? null : { p50, p90, p99 };
}

const commonWeeks = [4, 8, 13, 26, 52];

/**
 * Returns how many weeks to show, and which numbers of weeks to offer.
 *
 * @param chosen the number that the user chose on the page; 0 if none
 * @param set the number in the user's settings; null on a standalone page, which can show only the weeks in its data
 * @param there the number of weeks in the data
 */
export function weekChoice(chosen: number, set: number | null, there: number): { shown: number; offered: number[] } {
  const most = set === null ? Math.max(there, 1) : Infinity;
  const shown = Math.min(chosen > 0 ? chosen : (set ?? most), most);
  const offered = new Set([...commonWeeks.filter((weeks) => weeks < most), shown, set ?? most]);
  return { shown, offered: [...offered].sort((a, b) => a - b) };
}

/** Returns the mode, marked as the default if none was chosen. Without a directory no mode can be chosen. */
export function modeText(status: Status | null, summary: Summary | null): string {
  if (status === null) return summary?.mode ?? "";
  return status.chosen || status.dir === "" ? status.mode : `${status.mode} (default)`;
}

/** Returns the programs with a chart or stack whose names contain every word of the filter. */
export function filterPrograms(programs: Program[], filter: string): Program[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return programs;
  const matches = (...texts: string[]) => {
    const all = texts.join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const found: Program[] = [];
  for (const program of programs) {
    const charts = program.charts.filter((chart) =>
      matches(program.program, chart.name, chart.title, ...chart.buckets.map((bucket) => bucket.name)),
    );
    const stacks = program.stacks.filter((stack) => matches(program.program, stack.name, ...stack.frames));
    if (charts.length > 0 || stacks.length > 0 || matches(program.program)) found.push({ ...program, charts, stacks });
  }
  return found;
}

export interface Row {
  name: string;
  title: string;
  total: number;
  series: number[];
}

/** Returns the counters of all charts except histograms, largest first. */
export function counters(charts: Chart[]): Row[] {
  const rows: Row[] = [];
  for (const chart of charts) {
    if (chart.kind === "histogram") continue;
    if (chart.kind === "count" || chart.buckets.length === 0)
      rows.push({ name: chart.name, title: chart.title, total: chart.total, series: chart.series });
    for (const bucket of chart.kind === "count" ? [] : chart.buckets) {
      rows.push({
        name: `${chart.name}:${bucket.name}`,
        title: `${chart.title}: ${bucket.name}`,
        total: bucket.total,
        series: bucket.series,
      });
    }
  }
  return rows.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

/** Describes how this week compares with the week before. */
export function change(series: number[]): string {
  const now = series.at(-1) ?? 0;
  const before = series.at(-2) ?? 0;
  if (series.length === 0) return "nothing yet";
  if (before === 0) return now === 0 ? "none, same as the week before" : "none the week before";
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return "same as the week before";
  return `${Math.abs(percent)}% ${percent > 0 ? "more" : "less"} than the week before`;
}
