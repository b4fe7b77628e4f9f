import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chartSentence, loneWeek, valueTicks, weekTicks } from "../../dashboard/axis";
import { filtered, indexed } from "../../dashboard/filter";
import { day, moment, percent, sentence, short, visible, weekDays } from "../../dashboard/format";
import { counters, lastWeeks, weekChoice } from "../../dashboard/select";
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
const version = { version: "v1", goVersion: "go1.26", goos: "linux", goarch: "amd64", total: 10 };
const program = (name: string, charts: Chart[]): Program => ({
  program: name,
  total: 10,
  series: [4, 6],
  words: "3 sessions; VS Code 3",
  runs: { unit: "sessions", total: 3, series: [2, 1] },
  versions: [version],
  charts,
  stacks: [
    { name: "bug", total: 5, series: [5, 0], frames: ["pkg.F:+1"] },
    { name: "often", total: 4, series: [3, 1], frames: [] },
    { name: "lately", total: 2, series: [0, 2], frames: [] },
  ],
});
const latency = (name: string, buckets: [string, number[]][], percentiles: Chart["percentiles"]): Chart => ({
  ...chart(name, "histogram", buckets),
  percentiles,
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
      latency(
        "go/latency",
        [
          ["<1ms", [1, 89]],
          ["<10ms", [0, 10]],
          [">=1s", [900, 1]],
        ],
        { p50: ">=1s", p90: ">=1s", p99: ">=1s" },
      ),
      latency("go/old", [["<1ms", [7, 0]]], { p50: "<1ms", p90: "<1ms", p99: "<1ms" }),
    ]),
  ],
};

describe("selecting data", () => {
  it("limits the summary to its last weeks", () => {
    const cut = lastWeeks(summary, 1);
    assert.deepEqual(
      cut.weeks.map((w) => w.week),
      ["2026-11-22"],
    );
    assert.deepEqual(cut.programs[0]?.total, 6);
    assert.equal(cut.programs[0]?.words, "1 session", "without what only the server knows");
    assert.deepEqual(
      cut.programs[0]?.charts[0]?.buckets.map((b) => [b.name, b.total]),
      [["build", 3]],
    );
    assert.deepEqual(
      cut.programs[0]?.stacks.map((stack) => [stack.name, stack.total]),
      [
        ["lately", 2],
        ["often", 1],
      ],
    );
    assert.equal(lastWeeks(summary, 8), summary);
  });
  it("computes the percentiles of those weeks, and omits data known only for all weeks", () => {
    const [cut] = lastWeeks(summary, 1).programs;
    assert.deepEqual(
      cut?.charts.map((c) => [c.name, c.total, c.percentiles]),
      [
        ["go/sub", 3, null],
        ["go/latency", 100, { p50: "<1ms", p90: "<10ms", p99: "<10ms" }],
      ],
    );
    assert.equal(cut?.versions, null);
    assert.deepEqual(lastWeeks(summary, 2).programs[0]?.versions, [version]);
  });
  const choices: { name: string; given: Parameters<typeof weekChoice>; shown: number; offered: number[] }[] = [
    { name: "as in the settings", given: [0, 20, 3], shown: 20, offered: [4, 8, 13, 20, 26, 52, 104] },
    { name: "as the user chose", given: [26, 20, 3], shown: 26, offered: [4, 8, 13, 20, 26, 52, 104] },
    { name: "in a standalone page: all of them", given: [0, null, 26], shown: 26, offered: [4, 8, 13, 26] },
    { name: "in a standalone page: no more than it has", given: [52, null, 10], shown: 10, offered: [4, 8, 10] },
    { name: "in a standalone page: fewer than it has", given: [5, null, 10], shown: 5, offered: [4, 5, 8, 10] },
    { name: "in a standalone page without weeks", given: [0, null, 0], shown: 1, offered: [1] },
  ];
  for (const { name, given, shown, offered } of choices) {
    it(`shows weeks ${name}`, () => assert.deepEqual(weekChoice(...given), { shown, offered }));
  }
  it("filters counters by every word, and says how many match", () => {
    const index = indexed(summary.programs);
    const found = (filter: string) => {
      const { programs, matching, all } = filtered(index, filter);
      return { names: programs.flatMap((p) => [...p.rows, ...p.histograms, ...p.stacks].map(({ name }) => name)), matching, all };
    };
    assert.deepEqual([found("  ").matching, found("").all], [7, 7]);
    assert.deepEqual(found("GO build"), { names: ["go/sub:build"], matching: 1, all: 7 });
    assert.deepEqual(found("pkg.f"), { names: ["bug"], matching: 1, all: 7 });
    assert.deepEqual(found("gopls"), { names: [], matching: 0, all: 7 });
    assert.equal(filtered(indexed([program("empty", [])]), "").programs.length, 1, "without words, everything is shown");
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
});

describe("formats", () => {
  it("name the days of a week", () => {
    assert.deepEqual(
      ["2026-11-29", "2026-12-06", "2026-12-05", "2026-01-03", "2027-01-03", "odd"].map((end) => weekDays(end, 2026)),
      ["Nov 22-28", "Nov 29-Dec 5", "Nov 28-Dec 4", "Dec 27-Jan 2", "Dec 27, 2026-Jan 2, 2027", "odd"],
    );
    assert.equal(weekDays("2025-11-29", 2026), "Nov 22-28, 2025");
    assert.deepEqual([day("2026-12-06", 2026), day("2026-12-06T10:00:00Z", 2025)], ["Dec 6", "Dec 6, 2026"]);
  });
  it("write the days in the server's prose like the others, and leave names alone", () => {
    const said = (text: string) => sentence(text, 2026);
    assert.equal(said("begins on 2026-11-08, but was on on 2025-11-10"), "Begins on Nov 8, but was on on Nov 10, 2025.");
    assert.equal(said("blocked until 2026-12-06."), "Blocked until Dec 6.");
    assert.equal(said('"2026-02-29" after on is not a date'), '"2026-02-29" after on is not a date.');
    assert.equal(said('unknown mode "off 2026-11-08 extra" since 2026-11-08'), 'Unknown mode "off 2026-11-08 extra" since Nov 8.');
    assert.equal(said("since 2026-02-30"), "Since 2026-02-30.");
    const names = ["local/2026-11-08.json", "local.2026-11-08.json", "go1.26-2026-11-08.v1.count", "2026-11-08-x", "2026-11-08/b"];
    for (const name of [...names, "v0.0.0-2026-11-08", "2026-99-99"])
      assert.equal(said(`file ${name}`), `File ${name}.`);
  });
  it("show what would be invisible or reorder text", () => {
    assert.equal(visible("a\u202eb\u0007c\nd é 世"), "a\\u202eb\\u0007c\nd é 世");
  });
  it("shorten numbers and shares", () => {
    assert.deepEqual([0, 999, 1200, 2_500_000].map(short), ["0", "999", "1.2k", "2.5M"]);
    assert.deepEqual([0.8, 0.07, 0.0001].map(percent), ["80%", "7%", "0.01%"]);
    assert.equal(moment("2020-11-26T12:32:18Z"), "Nov 26, 2020, 12:32 UTC");
  });
});

describe("charts", () => {
  const year = new Date().getUTCFullYear() === 2026 ? "" : ", 2026";
  const weeks = ["2026-11-15", "2026-11-22", "2026-11-29"].map((week, i) => ({
    week,
    state: i === 2 ? "collecting" : "reported",
    total: 0,
  }));
  it("are described in one sentence, where a running week is never the minimum", () => {
    assert.equal(
      chartSentence("Runs of the go command", weeks, [4, 9, 2]),
      `Runs of the go command in 3 weeks: minimum 4 (Nov 8-14${year}), maximum 9 (Nov 15-21${year}), latest 2 (Nov 22-28${year}, so far).`,
    );
  });
  it("are a sentence if only one week has counts", () => {
    assert.equal(loneWeek(weeks, [0, 9, 0], "run", "runs"), `9 runs, all in the week Nov 15-21${year}.`);
    assert.equal(loneWeek(weeks, [0, 0, 1], "run", "runs"), `1 run, all in the week Nov 22-28${year}, so far.`);
    assert.equal(loneWeek(weeks, [0, 0, 0], "run", "runs"), "No runs in the weeks shown.");
    assert.equal(loneWeek(weeks, [1, 9, 0], "run", "runs"), undefined);
  });
  it("have round numbers, and the year where it changes", () => {
    assert.deepEqual([0, 1, 7, 41, 1234].map(valueTicks), [[0], [0, 1], [0, 5, 10], [0, 20, 40, 60], [0, 500, 1000, 1500]]);
    const long = Array.from({ length: 104 }, (_, i) => ({
      week: new Date(Date.UTC(2024, 11, 1) + i * 7 * 86_400_000).toISOString().slice(0, 10),
      state: "reported",
      total: 0,
    }));
    const ticks = weekTicks(long, 600);
    assert.ok(ticks.length >= 8 && ticks.length <= 12, `${ticks.length} labels`);
    assert.deepEqual(
      ticks.filter(({ year }) => year !== "").map(({ year }) => year),
      ["2024", "2025", "2026"],
    );
    assert.equal(ticks.at(-1)?.index, 103, "the latest week has a label");
  });
});
