// Functions that select what the page shows from the data.
import { plural } from "./format";
import type { Bucket, Chart, Numbers, Runs, Summary } from "./types";

/**
 * Returns the summary limited to its last weeks. What each version counted and the words
 * are known only for all weeks together, so in a shorter summary only the runs of a
 * program remain of them.
 */
export function lastWeeks(summary: Summary, weeks: number): Summary {
  const from = summary.weeks.length - weeks;
  if (weeks <= 0 || from <= 0) return summary;
  const cut = <T extends Numbers>(item: T): T => {
    const series = item.series.slice(from);
    return { ...item, series, total: Math.min(sum(series), Number.MAX_SAFE_INTEGER) };
  };
  const cutAll = <T extends Numbers>(items: T[]): T[] => items.map(cut).filter((item) => item.total > 0);
  const programs = cutAll(summary.programs).map((program) => {
    const runs = program.runs ? cut(program.runs) : null;
    const charts = cutAll(program.charts).map((chart) => withBuckets(chart, cutAll(chart.buckets)));
    const stacks = cutAll(program.stacks).sort((a, b) => b.total - a.total);
    return { ...program, versions: null, words: runsText(runs), runs, charts, stacks };
  });
  const groups = summary.groups?.map((group) => ({ ...group, words: "" }));
  return { ...summary, weeks: summary.weeks.slice(from), programs, ...(groups === undefined ? {} : { groups }) };
}

/** Says how often a program ran, such as "8 runs". */
function runsText(runs: Runs | null): string {
  return runs === null || runs.total === 0 ? "" : plural(runs.total, runs.unit.replace(/s$/, ""), runs.unit);
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

const commonWeeks = [4, 8, 13, 26, 52, 104];

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

export interface Row {
  name: string;
  title: string;
  /** The title beneath that of the chart. */
  short: string;
  role: string;
  total: number;
  series: number[];
}

/** Returns the counters of all charts except histograms, largest first. */
export function counters(charts: Chart[]): Row[] {
  const rows: Row[] = [];
  for (const chart of charts) {
    const role = chart.role ?? "features";
    if (chart.kind === "histogram") continue;
    if (chart.kind === "count" || chart.buckets.length === 0)
      rows.push({ name: chart.name, title: chart.title, short: chart.title, role, total: chart.total, series: chart.series });
    for (const bucket of chart.kind === "count" ? [] : chart.buckets) {
      rows.push({
        name: `${chart.name}:${bucket.name}`,
        title: `${chart.title}: ${bucket.name}`,
        short: bucket.name,
        role,
        total: bucket.total,
        series: bucket.series,
      });
    }
  }
  return rows.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}
