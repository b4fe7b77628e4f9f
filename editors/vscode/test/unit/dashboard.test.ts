import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { change, counters, filterPrograms, lastWeeks, modeText, weekChoice } from "../../dashboard/select";
import { sampledText, uploadIntro } from "../../dashboard/words";
import type { Chart, Preview, Program, Summary } from "../../dashboard/types";

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
    assert.deepEqual(
      cut.programs[0]?.stacks.map((stack) => [stack.name, stack.total]),
      [
        ["lately", 2],
        ["often", 1],
      ],
    );
    assert.equal(lastWeeks(summary, 8), summary);
  });
  it("finds the percentiles of those weeks, and leaves out what is known of all weeks alone", () => {
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
    { name: "as the settings say", given: [0, 20, 3], shown: 20, offered: [4, 8, 13, 20, 26, 52] },
    { name: "as chosen", given: [26, 20, 3], shown: 26, offered: [4, 8, 13, 20, 26, 52] },
    { name: "all of a file", given: [0, null, 26], shown: 26, offered: [4, 8, 13, 26] },
    { name: "no more than a file has", given: [52, null, 10], shown: 10, offered: [4, 8, 10] },
    { name: "fewer of a file", given: [5, null, 10], shown: 5, offered: [4, 5, 8, 10] },
    { name: "a file without weeks", given: [0, null, 0], shown: 1, offered: [1] },
  ];
  for (const { name, given, shown, offered } of choices) {
    it(`shows weeks ${name}`, () => assert.deepEqual(weekChoice(...given), { shown, offered }));
  }
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

describe("what is said of uploads", () => {
  const preview = (mode: string, since: string | null): Preview => ({
    mode,
    since,
    config: { version: "v0.1.0", source: "cache" },
    weeks: [],
  });
  it("promises nothing of what was counted before a switch", () => {
    const intro = "The mode is local: nothing is uploaded. This is what would be, were the mode on since before each week.";
    assert.equal(uploadIntro(preview("local", null)), `${intro} By the list of approved counters v0.1.0.`);
    assert.equal(
      uploadIntro({ ...preview("local", null), config: null }),
      `${intro} The list of approved counters is not on this machine.`,
    );
    assert.equal(uploadIntro(preview("on", "2026-01-02")), "The mode is on since 2026-01-02. By the list of approved counters v0.1.0.");
    assert.equal(uploadIntro(null), "Not known yet.");
  });
  it("tells of lots by report, and of a stack its name alone", () => {
    const sampled = [
      { program: "cmd/go", counter: "go/a:b", rate: 0.07 },
      { program: "gopls", counter: "gopls/bug\nf:+1\ng:+2", rate: 0.5 },
    ];
    assert.equal(sampledText(sampled), "In a part of all reports only: cmd/go go/a:b (7 %), gopls gopls/bug (50 %)");
    assert.equal(sampledText([]), "");
  });
});
