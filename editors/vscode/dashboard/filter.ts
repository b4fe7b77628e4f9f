// The filter: which counters contain all of its words. What it searches is put together
// once for each summary, so that a key costs little.
import { counters, type Row } from "./select";
import type { Chart, Program, Stack } from "./types";

interface Searchable<T> {
  readonly item: T;
  readonly text: string;
}

export interface Indexed {
  readonly program: Program;
  readonly rows: readonly Searchable<Row>[];
  readonly histograms: readonly Searchable<Chart>[];
  readonly stacks: readonly Searchable<Stack>[];
}

/** What is shown of a program. */
export interface Shown {
  readonly program: Program;
  readonly rows: readonly Row[];
  readonly histograms: readonly Chart[];
  readonly stacks: readonly Stack[];
}

export interface Filtered {
  readonly programs: Shown[];
  /** The number of counters that match. */
  readonly matching: number;
  readonly all: number;
}

export function indexed(programs: readonly Program[]): Indexed[] {
  return programs.map((program) => {
    const searchable = <T>(item: T, ...texts: string[]) => ({ item, text: [program.program, ...texts].join(" ").toLowerCase() });
    return {
      program,
      rows: counters(program.charts).map((row) => searchable(row, row.title, row.name)),
      histograms: program.charts.filter(({ kind }) => kind === "histogram").map((chart) => searchable(chart, chart.title, chart.name)),
      stacks: program.stacks.map((stack) => searchable(stack, stack.name, ...stack.frames)),
    };
  });
}

/** Returns the programs with the counters that match. Without words, that is everything. */
export function filtered(index: readonly Indexed[], filter: string): Filtered {
  const matches = matcher(filter);
  const keep = <T>(items: readonly Searchable<T>[]) => items.filter(({ text }) => matches(text)).map(({ item }) => item);
  const programs: Shown[] = [];
  let matching = 0;
  let all = 0;
  for (const { program, rows, histograms, stacks } of index) {
    const shown = { program, rows: keep(rows), histograms: keep(histograms), stacks: keep(stacks) };
    const found = shown.rows.length + shown.histograms.length + shown.stacks.length;
    matching += found;
    all += rows.length + histograms.length + stacks.length;
    if (found > 0 || filter.trim() === "") programs.push(shown);
  }
  return { programs, matching, all };
}

/** Returns a test for texts in lower case: whether they contain every word of the filter. */
export function matcher(filter: string): (text: string) => boolean {
  const words = filter.toLowerCase().split(/\s+/);
  return (text) => words.every((word) => text.includes(word));
}
