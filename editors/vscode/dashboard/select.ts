// Choosing from the data what the page shows.
import type { Chart, Program, Status, Summary } from "./types";

/** The same summary over its last weeks alone. */
export function lastWeeks(summary: Summary, weeks: number): Summary {
  const from = summary.weeks.length - weeks;
  if (weeks <= 0 || from <= 0) return summary;
  const cut = <T extends { series: number[] }>(item: T) => {
    const series = item.series.slice(from);
    return { ...item, series, total: series.reduce((sum, n) => sum + n, 0) };
  };
  const programs = summary.programs.map((program) => ({
    ...cut(program),
    charts: program.charts
      .map((chart) => ({ ...cut(chart), buckets: chart.buckets.map(cut).filter((bucket) => bucket.total > 0) }))
      .filter((chart) => chart.total > 0),
    stacks: program.stacks.map(cut).filter((stack) => stack.total > 0),
  }));
  return { ...summary, weeks: summary.weeks.slice(from), programs: programs.filter((program) => program.total > 0) };
}

/** The mode, and whether it is what it is since nobody has chosen; without a folder nobody can. */
export function modeText(status: Status | null, summary: Summary | null): string {
  if (status === null) return summary?.mode ?? "";
  return status.chosen || status.dir === "" ? status.mode : `${status.mode} (default)`;
}

/** The programs with a part whose name holds every word of the filter. */
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

/** Each counter of the charts that are no histograms, largest first. */
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

/** How this week compares with the one before, in words. */
export function change(series: number[]): string {
  const now = series.at(-1) ?? 0;
  const before = series.at(-2) ?? 0;
  if (series.length === 0) return "nothing yet";
  if (before === 0) return now === 0 ? "as before: none" : "none the week before";
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return "as much as the week before";
  return `${Math.abs(percent)} % ${percent > 0 ? "more" : "less"} than the week before`;
}
