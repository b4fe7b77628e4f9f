// The sections on what was counted: an overview of this week, then each program.
import { weekChart } from "./charts";
import { count, el, plural, table, times } from "./dom";
import { change, counters, type Row } from "./select";
import type { Chart, Preview, Program, Stack, Status, Summary } from "./types";
import { uploadTile } from "./words";

/** Makes a collapsible part that remembers whether the user left it open. */
export type Fold = (key: string, open: boolean, head: Node[], ...body: (Node | null | false)[]) => HTMLElement;

const topRows = 10;

export function overview(summary: Summary, status: Status | null, preview: Preview | null): HTMLElement {
  const upload = uploadTile(status, preview);
  const total = summary.weeks.map((week) => week.total);
  const now = summary.weeks.at(-1);
  const active = summary.programs.filter((program) => (program.series.at(-1) ?? 0) > 0).length;
  const tile = (value: string, label: string, more: string) =>
    el("li", { class: "tile" }, el("strong", {}, value), el("span", {}, label), el("span", { class: "dim" }, more));
  return el(
    "section",
    { id: "week", attributes: { "aria-labelledby": "week-title" } },
    el(
      "h2",
      { id: "week-title" },
      now === undefined ? "This week" : `${now.state === "collecting" ? "This week, ending" : "Week ending"} ${now.week}`,
    ),
    el(
      "ul",
      { class: "tiles" },
      tile(count(now?.total ?? 0), "counted", change(total)),
      tile(count(active), active === 1 ? "program" : "programs", `of ${count(summary.programs.length)} in all weeks shown`),
      tile(
        status?.nextReport ?? "none",
        "next local report",
        (status?.nextReport ?? null) === null ? "nothing is being counted" : "made on this machine",
      ),
      tile(upload.value, upload.label, upload.more),
    ),
    summary.weeks.length > 0 && weekChart("Counted by all programs", summary.weeks, [{ name: "All programs", series: total }]),
  );
}

/** @param none the text to show if there are no programs */
export function programs(shown: Program[], summary: Summary, fold: Fold, none: string): HTMLElement {
  const sorted = [...shown].sort((a, b) => b.total - a.total || (a.program < b.program ? -1 : 1));
  return el(
    "section",
    { id: "programs", attributes: { "aria-labelledby": "programs-title" } },
    el("h2", { id: "programs-title" }, "Programs"),
    ...(sorted.length === 0 ? [el("p", { class: "dim" }, none)] : sorted.map((program, i) => programCard(program, summary, fold, i < 3))),
  );
}

function programCard(program: Program, summary: Summary, fold: Fold, open: boolean): HTMLElement {
  const rows = counters(program.charts);
  const histograms = program.charts.filter((chart) => chart.kind === "histogram");
  const lines = [
    { name: "All counters", series: program.series },
    ...rows.slice(0, 3).map((row) => ({ name: row.title, series: row.series })),
  ];
  return fold(
    `program ${program.program}`,
    open,
    [el("h3", {}, program.program), el("span", { class: "dim" }, headText(program))],
    weekChart(program.program, summary.weeks, lines),
    rows.length > 0 && el("h4", {}, "Top counters"),
    rows.length > 0 && bars(rows.slice(0, topRows)),
    rows.length > topRows &&
      fold(`rest ${program.program}`, false, [el("span", {}, plural(rows.length - topRows, "more counter"))], bars(rows.slice(topRows))),
    histograms.length > 0 && el("h4", {}, "Latency"),
    histograms.length > 0 && latency(histograms),
    versions(program, fold),
  );
}

function headText({ total, versions }: Program): string {
  const counted = `${count(total)} counted`;
  if (versions === null) return counted;
  const [first, ...others] = versions;
  if (first === undefined) return `${counted}, version unknown`;
  if (others.length > 0) return `${counted}, ${plural(versions.length, "version")}`;
  return `${counted}, ${first.version || first.goVersion}, ${first.goos}/${first.goarch}`;
}

/** Makes rows whose bars are proportional to the largest value. */
function bars(rows: Row[]): HTMLElement {
  const largest = Math.max(...rows.map((row) => row.total), 1);
  return el(
    "ul",
    { class: "bars" },
    ...rows.map((row) => {
      const bar = el("span", { class: "bar", attributes: { "aria-hidden": "true" } });
      bar.style.width = `${(row.total / largest) * 100}%`;
      return el(
        "li",
        {},
        el("span", { class: "name" }, row.title, row.title !== row.name && el("code", { class: "dim" }, row.name)),
        el("span", { class: "track" }, bar),
        el("span", { class: "number" }, count(row.total)),
      );
    }),
  );
}

function latency(histograms: Chart[]): HTMLElement {
  return table(
    "Latency percentiles",
    ["Operation", "50% within", "90% within", "99% within", "Measurements"],
    histograms.map((chart) => [
      chart.title,
      chart.percentiles?.p50 ?? "unknown",
      chart.percentiles?.p90 ?? "unknown",
      chart.percentiles?.p99 ?? "unknown",
      count(chart.total),
    ]),
    [1, 2, 3, 4],
  );
}

function versions(program: Program, fold: Fold): HTMLElement | null {
  if (program.versions === null || program.versions.length < 2) return null;
  const rows = program.versions.map((v) => [v.version || v.goVersion, v.goVersion, `${v.goos}/${v.goarch}`, count(v.total)]);
  return fold(
    `versions ${program.program}`,
    false,
    [el("span", {}, "Versions")],
    table(`Versions of ${program.program}`, ["Version", "Go", "Platform", "Counted"], rows, [3]),
  );
}

export function crashes(shown: Program[], fold: Fold): HTMLElement {
  const stacks = shown.flatMap((program) => program.stacks.map((stack) => ({ program: program.program, stack })));
  return el(
    "section",
    { id: "crashes", attributes: { "aria-labelledby": "crashes-title" } },
    el("h2", { id: "crashes-title" }, "Crashes and bugs"),
    stacks.length === 0 && el("p", { class: "dim" }, "None in the weeks shown."),
    ...stacks.map(({ program, stack }) => crash(program, stack, fold)),
  );
}

function crash(program: string, stack: Stack, fold: Fold): HTMLElement {
  const head = [
    el("code", {}, stack.name),
    el("span", { class: "dim" }, `${program}, ${times(stack.total)}, at ${stack.frames[0] ?? "an unknown location"}`),
  ];
  return fold(
    `stack ${program} ${stack.name} ${stack.frames.join(" ")}`,
    false,
    head,
    el("ol", { class: "frames" }, ...stack.frames.map((frame) => el("li", {}, el("code", {}, frame)))),
  );
}
