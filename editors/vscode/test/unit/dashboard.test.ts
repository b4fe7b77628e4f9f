import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { change, counters, filterPrograms, lastWeeks, modeText, weekChoice } from "../../dashboard/select";
import { problemLines, sampledText, uploadIntro, uploadTile, verdict } from "../../dashboard/words";
import type { Chart, Preview, PreviewWeek, Program, Status, Summary } from "../../dashboard/types";

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

describe("selecting data", () => {
  it("limits the summary to its last weeks", () => {
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
    { name: "as in the settings", given: [0, 20, 3], shown: 20, offered: [4, 8, 13, 20, 26, 52] },
    { name: "as the user chose", given: [26, 20, 3], shown: 26, offered: [4, 8, 13, 20, 26, 52] },
    { name: "in a standalone page: all of them", given: [0, null, 26], shown: 26, offered: [4, 8, 13, 26] },
    { name: "in a standalone page: no more than it has", given: [52, null, 10], shown: 10, offered: [4, 8, 10] },
    { name: "in a standalone page: fewer than it has", given: [5, null, 10], shown: 5, offered: [4, 5, 8, 10] },
    { name: "in a standalone page without weeks", given: [0, null, 0], shown: 1, offered: [1] },
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
      "50% more than the week before",
      "50% less than the week before",
      "same as the week before",
      "none the week before",
      "none, same as the week before",
      "none the week before",
      "nothing yet",
    ]);
  });
  it("marks the mode as the default only if it can be chosen", () => {
    const status = { mode: "local", chosen: false, since: null, nextReport: null, firstUpload: null, dir: "/d", problems: [] };
    assert.equal(modeText(status, summary), "local (default)");
    assert.equal(modeText({ ...status, chosen: true }, summary), "local");
    assert.equal(modeText({ ...status, mode: "off", dir: "" }, summary), "off");
    assert.deepEqual([modeText(null, summary), modeText(null, null)], ["local", ""]);
  });
});

describe("texts about uploads", () => {
  const preview = (mode: string, since: string | null): Preview => ({
    mode,
    since,
    config: { version: "v0.1.0", source: "cache" },
    weeks: [],
  });
  it("don't say that counts from before a switch would be uploaded", () => {
    const then = "This is what would be uploaded if telemetry had been on when each week began.";
    const intro = `The mode is local: nothing is uploaded. ${then}`;
    assert.equal(uploadIntro(preview("local", null)), `${intro} Based on upload config v0.1.0.`);
    assert.equal(
      uploadIntro({ ...preview("local", null), config: null }),
      `${intro} The upload config isn't on this machine, so it is unknown which counters would be uploaded.`,
    );
    const on = preview("on", "2026-01-02");
    assert.equal(uploadIntro(on), "Telemetry was turned on on 2026-01-02. Based on upload config v0.1.0.");
    const old = { ...on, config: { version: "v0.1.0", source: "cache", date: "2026-01-01", stale: true } };
    assert.equal(
      uploadIntro(old),
      "Telemetry was turned on on 2026-01-02. Based on upload config v0.1.0 (2026-01-01). " +
        "It may be out of date, and Go uses the latest version to upload. Open the upload preview to update it.",
    );
    assert.equal(uploadIntro(null), "Waiting for the preview.");
  });
  it("name the upload config with each verdict", () => {
    const week = { state: "collecting", wouldUpload: false };
    assert.equal(verdict(week, null), "collecting, would not be uploaded");
    const config = { version: "v0.1.0", source: "cache", date: "2026-01-01", stale: false };
    const yes = { ...week, wouldUpload: true };
    assert.equal(verdict(yes, config), "collecting, would be uploaded, according to upload config v0.1.0 (2026-01-01)");
  });
  const status: Status = {
    mode: "on",
    chosen: true,
    since: "2026-01-02",
    nextReport: null,
    firstUpload: "2026-01-11",
    nextUpload: null,
    dir: "/d",
    problems: [],
  };
  const nothing = { reasons: [], report: null, sampled: [], withheld: [] };
  const sentWeek: PreviewWeek = { week: "2026-01-04", state: "sent", wouldUpload: false, ...nothing };
  const upload = (next: string | null, sent: boolean, week = next): Preview => ({
    ...preview("on", "2026-01-02"),
    nextUpload: next,
    nextWeek: week,
    weeks: sent ? [sentWeek] : [],
  });
  const [atLeast, ending, above] = ["at the earliest", "the day its week ends", "see the problem above"];
  const blocked = { code: "upload-blocked", message: "a lock is left over", hint: "delete upload/x.lock" };
  const stuck = { ...upload(null, false), uploads: { lastWeek: null, blocked: [{ ...blocked, code: "counter-file", week: null }] } };
  const weekOf = (code: string): Preview => ({
    ...upload(null, false),
    weeks: [{ ...sentWeek, week: "2026-01-11", state: "withheld", reasons: [{ code, message: "" }] }],
  });
  const tiles: { name: string; of: Parameters<typeof uploadTile>; want: [string, string, string] }[] = [
    { name: "mode off", of: [{ ...status, mode: "off" }, null], want: ["never", "next upload", "the mode is off"] },
    { name: "no preview yet", of: [status, null], want: ["2026-01-11", "first upload", ending] },
    {
      name: "the first upload, with the end of its week",
      of: [status, upload("2026-01-20", false, "2026-01-18")],
      want: ["2026-01-18", "first upload", ending],
    },
    {
      name: "the next upload, with its earliest day",
      of: [status, upload("2026-01-20", true, "2026-01-18")],
      want: ["2026-01-20", "next upload", atLeast],
    },
    {
      name: "the next upload, from the status",
      of: [{ ...status, nextUpload: "2026-01-18" }, upload(null, true)],
      want: ["2026-01-18", "next upload", atLeast],
    },
    {
      name: "no report is waiting",
      of: [{ ...status, firstUpload: null }, upload(null, true)],
      want: ["unknown", "next upload", "no report is waiting"],
    },
    { name: "a week that stays local", of: [status, weekOf("kept-local")], want: ["unknown", "first upload", "no report is waiting"] },
    { name: "a week without an upload config", of: [status, weekOf("no-config")], want: ["2026-01-11", "first upload", ending] },
    {
      name: "one week is blocked",
      of: [{ ...status, problems: [blocked] }, upload("2026-01-18", true)],
      want: ["2026-01-18", "next upload", above],
    },
    { name: "all weeks are blocked", of: [status, stuck], want: ["blocked", "first upload", above] },
  ];
  for (const { name, of, want } of tiles) {
    it(`say when: ${name}`, () => {
      const { value, label, more } = uploadTile(...of);
      assert.deepEqual([value, label, more], want);
    });
  }
  it("name the problems, with hints", () => {
    const line = "A lock is left over. Delete upload/x.lock.";
    assert.deepEqual(problemLines({ ...status, problems: [blocked] }, stuck), [line], "the same problem only once");
    assert.deepEqual(problemLines(status, stuck), [line]);
    assert.deepEqual(problemLines({ ...status, mode: "local" }, stuck), []);
    assert.deepEqual(problemLines(null, null), []);
  });
  it("name sampled counters, and only the first line of a stack", () => {
    const sampled = [
      { program: "cmd/go", counter: "go/a:b", rate: 0.07 },
      { program: "gopls", counter: "gopls/bug\nf:+1\ng:+2", rate: 0.5 },
    ];
    assert.equal(sampledText(sampled), "Included only in a random sample of reports: cmd/go go/a:b (7%), gopls gopls/bug (50%)");
    assert.equal(sampledText([]), "");
  });
});
