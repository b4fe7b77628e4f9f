import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { change, counters, filterPrograms, lastWeeks, modeText } from "../../dashboard/select";
import type { Chart, Program, Summary } from "../../dashboard/types";

const chart = (name: string, kind: string, buckets: [string, number[]][]): Chart => {
  const series = [0, 1].map((i) => buckets.reduce((sum, [, s]) => sum + (s[i] ?? 0), 0));
  return {
    name,
    title: name,
    kind,
    total: (series[0] ?? 0) + (series[1] ?? 0),
    series,
    percentiles: null,
    buckets: buckets.map(([b, s]) => ({ name: b, total: s.reduce((x, y) => x + y, 0), series: s })),
  };
};
const program = (name: string, charts: Chart[]): Program => ({
  program: name,
  total: 10,
  series: [4, 6],
  versions: [],
  charts,
  stacks: [{ name: "bug", total: 1, series: [1, 0], frames: ["pkg.F:+1"] }],
});
const summary: Summary = {
  dir: "/d",
  mode: "local",
  problems: [],
  weeks: [
    { week: "2026-11-15", state: "reported", total: 4 },
    { week: "2026-11-22", state: "collecting", total: 6 },
  ],
  programs: [
    program("cmd/go", [
      chart("go/sub", "partition", [
        ["build", [1, 3]],
        ["old", [2, 0]],
      ]),
      chart("go/latency", "histogram", [["<1ms", [1, 3]]]),
    ]),
  ],
};

describe("choosing what is shown", () => {
  it("cuts to the last weeks", () => {
    const cut = lastWeeks(summary, 1);
    assert.deepEqual(
      cut.weeks.map((w) => w.week),
      ["2026-11-22"],
    );
    assert.deepEqual(cut.programs[0]?.total, 6);
    assert.deepEqual(
      cut.programs[0]?.charts[0]?.buckets.map((b) => [b.name, b.total]),
      [["build", 3]],
    );
    assert.deepEqual(cut.programs[0]?.stacks, []);
    assert.equal(lastWeeks(summary, 8), summary);
  });
  it("filters by every word", () => {
    assert.equal(filterPrograms(summary.programs, "  ").length, 1);
    assert.deepEqual(
      filterPrograms(summary.programs, "GO build")[0]?.charts.map((c) => c.name),
      ["go/sub"],
    );
    assert.deepEqual(filterPrograms(summary.programs, "pkg.f")[0]?.stacks.length, 1);
    assert.deepEqual(filterPrograms(summary.programs, "gopls"), []);
  });
  it("lists counters, largest first, without histograms", () => {
    assert.deepEqual(
      counters(summary.programs[0]?.charts ?? []).map((r) => [r.name, r.total]),
      [
        ["go/sub:build", 4],
        ["go/sub:old", 2],
      ],
    );
  });
  it("compares weeks in words", () => {
    assert.deepEqual([[4, 6], [6, 3], [5, 5], [0, 2], [0, 0], [7], []].map(change), [
      "50 % more than the week before",
      "50 % less than the week before",
      "as much as the week before",
      "none the week before",
      "as before: none",
      "none the week before",
      "nothing yet",
    ]);
  });
  it("says 'by default' only where somebody could choose", () => {
    const status = { mode: "local", chosen: false, since: null, nextReport: null, firstUpload: null, dir: "/d", problems: [] };
    assert.equal(modeText(status, summary), "local (default)");
    assert.equal(modeText({ ...status, chosen: true }, summary), "local");
    assert.equal(modeText({ ...status, mode: "off", dir: "" }, summary), "off");
    assert.deepEqual([modeText(null, summary), modeText(null, null)], ["local", ""]);
  });
});
