import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answer, connection, modeText, problems } from "../../dashboard/answer";
import { buttons } from "../../dashboard/buttons";
import { byReason, contents, uploadsOf } from "../../dashboard/preview";
import { sampledText, uploadIntro, verdict } from "../../dashboard/words";
import { palette } from "../../src/generated";
import type { Preview, PreviewWeek, Status, Summary } from "../../dashboard/types";

const status: Status = {
  mode: "on",
  chosen: true,
  since: "2026-01-02",
  nextReport: null,
  firstUpload: "2026-01-11",
  nextUpload: null,
  dir: "/d",
  supported: true,
  problems: [],
};
const preview = (mode: string, since: string | null): Preview => ({
  mode,
  since,
  config: { version: "v0.1.0", source: "cache" },
  weeks: [],
});
const nothing = { reasons: [], report: null, sampled: 0, withheld: 0 };
const sentWeek: PreviewWeek = { week: "2026-01-04", state: "sent", wouldUpload: false, ...nothing };
const upload = (next: string | null, sent: boolean, week = next): Preview => ({
  ...preview("on", "2026-01-02"),
  nextUpload: next,
  nextWeek: week,
  weeks: sent ? [sentWeek] : [],
});
const blocked = { code: "upload-blocked", message: "a lock is left over", hint: "delete upload/x.lock" };
const stuck = { ...upload(null, false), uploads: { lastWeek: null, blocked: [{ ...blocked, code: "counter-file", week: null }] } };

describe("the answer to what leaves this machine", () => {
  const text = (of: Status, seen: Preview | null) => {
    const given = answer({ status: of, preview: seen });
    return `${given?.lead} ${given?.text}`;
  };
  it("is that nothing does, unless the mode is on", () => {
    assert.equal(answer({ status: null, preview: null }), null);
    assert.equal(text({ ...status, mode: "local" }, null), "Local. Nothing leaves this machine.");
    assert.equal(text({ ...status, mode: "local", chosen: false }, null), "Local (default). Nothing leaves this machine.");
    const off = "Off. Nothing leaves this machine. Programs that start now count nothing.";
    assert.equal(text({ ...status, mode: "off", chosen: false, dir: "" }, null), off);
    assert.deepEqual(answer({ status: { ...status, mode: "local" }, preview: null })?.buttons, ["switchMode", "explain"]);
  });
  const week: PreviewWeek = { ...nothing, week: "2026-01-18", state: "pending", wouldUpload: true, report: 41, programs: 3 };
  const withWeek = (state: string, sent = true): Preview => {
    const seen = upload("2026-01-20", sent, "2026-01-18");
    return { ...seen, weeks: [...seen.weeks, { ...week, state }] };
  };
  const year = new Date().getUTCFullYear() === 2026 ? "" : ", 2026";
  const cases: { name: string; of: [Status, Preview | null]; want: string }[] = [
    {
      name: "the next upload with its contents",
      of: [status, withWeek("pending")],
      want: `Next upload Jan 20${year}: 41 counters of 3 programs.`,
    },
    {
      name: "a week that still counts",
      of: [status, withWeek("collecting")],
      want: `Next upload Jan 20${year}: 41 counters of 3 programs so far.`,
    },
    { name: "the first upload", of: [status, withWeek("pending", false)], want: `First upload Jan 20${year}: 41 counters of 3 programs.` },
    { name: "no preview yet", of: [status, null], want: `First upload Jan 11${year}.` },
    { name: "nothing known", of: [{ ...status, firstUpload: null }, null], want: "Approved counters are uploaded." },
    { name: "nothing due", of: [{ ...status, firstUpload: null }, upload(null, true)], want: "No report is due to be uploaded." },
    {
      name: "a platform without telemetry",
      of: [{ ...status, supported: false, firstUpload: null }, withWeek("pending")],
      want: "Go uploads nothing on this platform.",
    },
    { name: "blocked", of: [{ ...status, problems: [blocked] }, stuck], want: "Uploads are blocked." },
  ];
  for (const { name, of, want } of cases) it(`in mode on: ${name}`, () => assert.equal(text(...of), `On. ${want}`));
  it("names each problem once, with its hint and buttons", () => {
    const line = {
      key: "upload-blocked a lock is left over",
      text: "A lock is left over.",
      hint: "Delete upload/x.lock.",
      buttons: ["showUploads"],
    };
    assert.deepEqual(problems({ ...status, problems: [blocked] }, stuck), [line]);
    assert.deepEqual(problems(status, stuck), [line]);
    assert.deepEqual(problems({ ...status, mode: "local" }, stuck), []);
    assert.equal(answer({ status, preview: stuck })?.warning, true);
  });
  it("says that the server is lost, with what to do", () => {
    assert.equal(connection({ phase: { kind: "running" }, error: null }), null);
    assert.equal(connection({ phase: null, error: null }), null);
    const lost = connection({ phase: { kind: "stopped", reason: "It keeps crashing." }, error: null });
    assert.deepEqual([lost?.text, lost?.buttons], ["It keeps crashing.", ["restart", "showLog"]]);
    assert.deepEqual(connection({ phase: { kind: "missing" }, error: null })?.buttons, ["tryAgain", "showLog"]);
    assert.equal(connection({ phase: { kind: "running" }, error: "reading x: no" })?.text, "Reading x: no.");
  });
  it("has only buttons of commands that exist", () => {
    const ids = new Set<string>(palette.map(({ id }) => id));
    for (const { command } of Object.values(buttons)) assert.ok(command === null || ids.has(command), String(command));
  });
  it("marks the mode as the default only if it can be chosen", () => {
    const local = { ...status, mode: "local", chosen: false };
    const summary = { mode: "local" } as Summary;
    assert.equal(modeText(local, summary), "local (default)");
    assert.equal(modeText({ ...local, chosen: true }, summary), "local");
    assert.equal(modeText({ ...local, mode: "off", dir: "" }, summary), "off");
    assert.deepEqual([modeText(null, summary), modeText(null, null)], ["local", ""]);
  });
});

describe("the next upload", () => {
  const weekOf = (code: string): Preview => ({
    ...upload(null, false),
    weeks: [{ ...sentWeek, week: "2026-01-11", state: "withheld", reasons: [{ code, message: "" }] }],
  });
  const cases: { name: string; of: Parameters<typeof uploadsOf>; want: [string | null, string | null, boolean, boolean] }[] = [
    { name: "no preview yet", of: [status, null], want: ["2026-01-11", "2026-01-11", true, false] },
    { name: "the first one", of: [status, upload("2026-01-20", false, "2026-01-18")], want: ["2026-01-20", "2026-01-18", true, false] },
    { name: "the next one", of: [status, upload("2026-01-20", true, "2026-01-18")], want: ["2026-01-20", "2026-01-18", false, false] },
    {
      name: "from the status",
      of: [{ ...status, firstUpload: null, nextUpload: "2026-01-18" }, upload(null, true)],
      want: ["2026-01-18", null, false, false],
    },
    {
      name: "from the status, before the preview",
      of: [{ ...status, nextUpload: "2026-01-18" }, null],
      want: ["2026-01-18", null, true, false],
    },
    {
      name: "on a platform without telemetry",
      of: [{ ...status, supported: false }, upload("2026-01-20", true, "2026-01-18")],
      want: [null, null, false, false],
    },
    { name: "none", of: [{ ...status, firstUpload: null }, upload(null, true)], want: [null, null, false, false] },
    { name: "a week that stays local", of: [status, weekOf("kept-local")], want: [null, null, true, false] },
    { name: "a week without an upload config", of: [status, weekOf("no-config")], want: ["2026-01-11", "2026-01-11", true, false] },
    { name: "all weeks are blocked", of: [status, stuck], want: [null, null, true, true] },
  ];
  for (const { name, of, want } of cases) {
    it(name, () => {
      const { date, week, first, blocked: stopped } = uploadsOf(...of);
      assert.deepEqual([date, week, first, stopped], want);
    });
  }
});

describe("texts about uploads", () => {
  const year = new Date().getUTCFullYear() === 2026 ? "" : ", 2026";
  it("don't say that counts from before a switch would be uploaded", () => {
    const intro = "This is what would be uploaded if telemetry had been on when each week began.";
    assert.equal(uploadIntro(preview("local", null)), `${intro} Based on upload config v0.1.0.`);
    assert.equal(
      uploadIntro({ ...preview("local", null), config: null }),
      `${intro} The upload config isn't on this machine, so it is unknown which counters would be uploaded.`,
    );
    const on = preview("on", "2026-01-02");
    assert.equal(uploadIntro(on), "Based on upload config v0.1.0.");
    const old = { ...on, config: { version: "v0.1.0", source: "cache", date: "2026-01-01", stale: true } };
    assert.equal(
      uploadIntro(old),
      `Based on upload config v0.1.0 (Jan 1${year}). ` + "It may be out of date, and Go uses the latest version to upload.",
    );
  });
  it("say what becomes of a week", () => {
    const week: PreviewWeek = { ...nothing, week: "2026-01-11", state: "collecting", wouldUpload: false };
    assert.equal(verdict(week), "running, would not be uploaded");
    const known = { ...week, report: 2, withheld: 1 };
    assert.equal(verdict({ ...known, wouldUpload: true }), "running, would be uploaded, 2 counters approved, 1 counter withheld");
    assert.equal(verdict({ ...known, state: "sent" }), "uploaded, 2 counters");
    assert.equal(verdict({ ...known, state: "ready", wouldUpload: true }), "waiting to be uploaded, 2 counters approved");
  });
  it("count a report in full or in short", () => {
    const report = {
      Programs: [{ Program: "a", Counters: { x: 1, y: 2 } }, { Program: "a", Version: "v2", Stacks: { s: 1 } }, { Program: "b" }],
    };
    assert.deepEqual(contents({ ...sentWeek, report }), { counters: 3, programs: 1 });
    assert.deepEqual(contents({ ...sentWeek, report: 5 }), { counters: 5, programs: null });
    assert.equal(contents(sentWeek), null);
  });
  it("merge counters that are withheld for the same reason", () => {
    const item = (counter: string, reason: string, version = "v1") => ({ program: "p", version, counter, value: 1, reason });
    assert.deepEqual(
      byReason([item("a", "x"), item("b", "y"), item("c", "y"), item("d", "y", "")]).map(({ reason, lines }) => [reason, lines.length]),
      [
        ["y", 3],
        ["x", 1],
      ],
    );
  });
  it("name sampled counters, and only the first line of a stack", () => {
    const sampled = [
      { program: "cmd/go", counter: "go/a:b", rate: 0.07 },
      { program: "gopls", counter: "gopls/bug\nf:+1\ng:+2", rate: 0.5 },
    ];
    assert.equal(sampledText(sampled), "Included only in a random sample of reports: cmd/go go/a:b (7%), gopls gopls/bug (50%).");
    assert.equal(sampledText([]), "");
  });
});
