// The axes of a chart, and its description.
import { day, number, plural, weekDays, yearOf } from "./format";
import type { Week } from "./types";

export interface Tick {
  readonly index: number;
  readonly text: string;
  /** The year, where it changes and at the first label. */
  readonly year: string;
}

/** The width that a label needs, in px. */
const labelWidth = 52;

/** Returns the labels of the weeks that fit, counted from the latest. The year stands where it changes. */
export function weekTicks(weeks: readonly Week[], width: number): Tick[] {
  const step = Math.max(1, Math.ceil((weeks.length * labelWidth) / Math.max(width, labelWidth)));
  const ticks: Tick[] = [];
  let last: number | undefined;
  for (let index = (weeks.length - 1) % step; index < weeks.length; index += step) {
    const week = weeks[index]?.week ?? "";
    const year = yearOf(firstDay(week));
    ticks.push({ index, text: day(firstDay(week), year), year: year === last || year === undefined ? "" : String(year) });
    last = year;
  }
  // One year for all of them says nothing about the current one.
  return ticks.filter(({ year }) => year !== "").length === 1 && last === new Date().getUTCFullYear()
    ? ticks.map((tick) => ({ ...tick, year: "" }))
    : ticks;
}

/** The first of the seven days of a week that ends at the start of the day `end`. */
function firstDay(end: string): string {
  const time = Date.parse(end);
  return Number.isNaN(time) ? end : new Date(time - 7 * 86_400_000).toISOString().slice(0, 10);
}

/** Returns at most four round numbers from 0 to at least `max`. */
export function valueTicks(max: number): number[] {
  const rough = Math.max(max, 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power);
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < max) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks;
}

/** Names a week as the charts do: "Nov 22-28", and "so far" if it is running. */
export function weekName({ week, state }: Week): string {
  return `${weekDays(week)}${state === "collecting" ? ", so far" : ""}`;
}

/** Returns the chart in one sentence. A running week is never the minimum: it is not over. */
export function chartSentence(label: string, weeks: readonly Week[], series: readonly number[]): string {
  const value = (index: number) => series[index] ?? 0;
  const ended = weeks.flatMap(({ state }, index) => (state === "collecting" ? [] : [index]));
  const from = ended.length > 0 ? ended : weeks.map((_, index) => index);
  const least = from.reduce((best, index) => (value(index) < value(best) ? index : best), from[0] ?? 0);
  const most = weeks.reduce((best, _, index) => (value(index) > value(best) ? index : best), 0);
  const part = (name: string, index: number) => {
    const week = weeks[index];
    return week === undefined ? "" : `${name} ${number(value(index))} (${weekName(week)})`;
  };
  const parts = [part("minimum", least), part("maximum", most), part("latest", weeks.length - 1)];
  return `${label} in ${plural(weeks.length, "week")}: ${parts.join(", ")}.`;
}

/** Returns what to say instead of drawing a chart, if fewer than two weeks have counts. */
export function loneWeek(weeks: readonly Week[], series: readonly number[], one: string, many: string): string | undefined {
  const counted = weeks.flatMap((week, index) => ((series[index] ?? 0) > 0 ? [{ week, value: series[index] ?? 0 }] : []));
  const [only] = counted;
  if (counted.length > 1) return undefined;
  if (only === undefined) return `No ${many} in the weeks shown.`;
  return `${plural(only.value, one, many)}, all in the week ${weekName(only.week)}.`;
}
