// Charts drawn by uPlot, each with a table of its numbers for screen readers.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { count, el, table } from "./dom";
import type { Week } from "./types";

export interface Line {
  name: string;
  series: number[];
}

const live = new Set<uPlot>();
const height = 150;

const colors = ["--blue", "--orange", "--green", "--purple", "--red"];

function color(name: string): string {
  return getComputedStyle(document.body).getPropertyValue(name).trim() || "#808080";
}

/** Makes a chart of the weeks: bars for the first series, lines for the others. */
export function weekChart(label: string, weeks: Week[], lines: Line[]): HTMLElement {
  const sum = lines.map((line) => `${line.name}: ${line.series.map(count).join(", ")}`).join("; ");
  const canvas = el("div", { class: "chart", attributes: { role: "img", "aria-label": `${label}, week by week. ${sum}` } });
  queueMicrotask(() => mount(canvas, weeks, lines));
  const legend = el(
    "ul",
    { class: "legend", attributes: { "aria-hidden": "true" } },
    ...lines.map((line, i) => {
      const swatch = el("span", { class: `swatch ${i === 0 ? "bar" : "line"} color${i}` });
      return el("li", {}, swatch, line.name);
    }),
  );
  const rows = weeks.map((week, i) => [week.week, ...lines.map((line) => count(line.series[i] ?? 0))]);
  const numbers = el(
    "details",
    { class: "numbers" },
    el("summary", {}, "Numbers"),
    table(
      label,
      ["Week ending", ...lines.map((line) => line.name)],
      rows,
      lines.map((_, i) => i + 1),
    ),
  );
  return el("div", { class: "chartbox" }, canvas, lines.length > 1 && legend, numbers);
}

function mount(box: HTMLElement, weeks: Week[], lines: Line[]): void {
  if (!box.isConnected || box.clientWidth === 0) return;
  const xs = weeks.map((_, i) => i);
  const axis = {
    stroke: color("--dim"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
  const bars = uPlot.paths.bars?.({ size: [0.6, 48] });
  const chart = new uPlot(
    {
      width: box.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [-0.6, weeks.length - 0.4] }, y: { range: (_, __, max) => [0, Math.max(1, max) * 1.08] } },
      axes: [
        {
          ...axis,
          size: 28,
          grid: { show: false },
          splits: () => splits(weeks.length, box.clientWidth),
          values: (_, at) => at.map((i) => weeks[i]?.week.slice(5) ?? ""),
        },
        { ...axis, size: 52, values: (_, at) => at.map((value) => (Number.isInteger(value) ? short(value) : "")) },
      ],
      series: [
        {},
        ...lines.map((line, i) => {
          const stroke = color(colors[i % colors.length] ?? "--blue");
          return i === 0 && bars !== undefined
            ? { label: line.name, stroke, fill: stroke, paths: bars, points: { show: false } }
            : { label: line.name, stroke, width: 2, points: { show: true, size: 5 } };
        }),
      ],
    },
    [xs, ...lines.map((line) => line.series)],
    box,
  );
  live.add(chart);
}

/** Returns the positions of as many labels as fit. */
function splits(weeks: number, width: number): number[] {
  const step = Math.max(1, Math.ceil((weeks * 48) / Math.max(width - 60, 1)));
  const at: number[] = [];
  for (let i = weeks - 1; i >= 0; i -= step) at.unshift(i);
  return at;
}

function short(value: number): string {
  if (value >= 1e6) return `${+(value / 1e6).toFixed(1)} M`;
  if (value >= 1e4) return `${+(value / 1e3).toFixed(1)} k`;
  return count(value);
}

/** Destroys the charts that are no longer on the page, and fits the others to its width. */
export function tidyCharts(): void {
  for (const chart of live) {
    const box = chart.root.parentElement;
    if (box === null || !box.isConnected) {
      chart.destroy();
      live.delete(chart);
    } else if (box.clientWidth > 0 && box.clientWidth !== chart.width) {
      chart.setSize({ width: box.clientWidth, height });
    }
  }
}
