import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits, modes, permits, type Intent, type Status } from "../../src/status";
import { escapeMarkdown, isVisible, itemView, placeName, type Around, type Phase } from "../../src/statusView";

const status: Status = {
  mode: "local",
  chosen: true,
  since: "2026-01-02",
  collecting: true,
  uploading: false,
  dir: "/d",
  supported: true,
  writable: true,
  nextReport: null,
  firstUpload: null,
  intent: null,
  problems: [],
  text: "Go telemetry: local",
  tooltip: "**Go telemetry: local**",
};
const intent: Intent = { mode: null, allowed: null, source: "machine", file: "/etc/x", reason: null, url: null, conforms: true };
const problem = { code: "read-only", message: "the mode cannot be switched", hint: "look" };
const running = (changed: Partial<Status> = {}): Phase => ({ kind: "running", status: { ...status, ...changed } });
const around: Around = { place: undefined, dashboard: true, asks: false };

describe("the modes that the machine's policy permits", () => {
  const cases: [string, Intent | null, string[]][] = [
    ["no policy", null, ["on", "local", "off"]],
    ["an invalid one", { ...intent, conforms: false }, ["on", "local", "off"]],
    ["a workspace's", { ...intent, source: "workspace", mode: "off" }, ["on", "local", "off"]],
    ["one mode", { ...intent, mode: "local" }, ["local"]],
    ["two modes", { ...intent, allowed: ["off", "local"] }, ["local", "off"]],
    ["on", { ...intent, mode: "on" }, ["on", "off"]],
  ];
  for (const [name, policy, want] of cases) {
    it(name, () =>
      assert.deepEqual(
        modes.filter((mode) => permits({ intent: policy }, mode)),
        want,
      ));
  }
});

describe("what the machine's policy allows", () => {
  const cases: [string, Intent | null, string | undefined][] = [
    ["no policy", null, undefined],
    ["a workspace's", { ...intent, source: "workspace", mode: "off", reason: "no" }, undefined],
    ["all modes", { ...intent, allowed: ["on", "local", "off"] }, undefined],
    ["one mode", { ...intent, mode: "local" }, "Allows only local"],
    ["a reason", { ...intent, allowed: ["off", "local"], reason: "It is secret" }, "Allows only local or off (It is secret)"],
    ["a URL", { ...intent, mode: "on", url: "https://x" }, "Allows only on or off (see https://x)"],
    ["both", { ...intent, mode: "off", reason: "It is secret", url: "https://x" }, "Allows only off (It is secret; see https://x)"],
  ];
  for (const [name, policy, want] of cases) it(name, () => assert.equal(limits({ intent: policy }), want));
});

describe("the status bar item", () => {
  const cases: { name: string; phase: Phase; text: string; warning: boolean }[] = [
    { name: "a chosen mode", phase: running(), text: "$(device-desktop) Go: local", warning: false },
    {
      name: "the default",
      phase: running({ chosen: false, since: null }),
      text: "$(device-desktop) Go: local (default)",
      warning: false,
    },
    {
      name: "no telemetry directory",
      phase: running({ mode: "off", chosen: false, dir: "", text: "Go telemetry: off" }),
      text: "$(circle-slash) Go: off",
      warning: false,
    },
    { name: "on", phase: running({ mode: "on", text: "Go telemetry: on" }), text: "$(cloud-upload) Go: on", warning: false },
    { name: "a problem", phase: running({ problems: [problem] }), text: "$(warning) Go: local", warning: true },
    {
      name: "drift",
      phase: running({ intent: { ...intent, mode: "off", conforms: false } }),
      text: "$(warning) Go: local",
      warning: true,
    },
    {
      name: "conforming",
      phase: running({ intent: { ...intent, mode: "local", conforms: true } }),
      text: "$(device-desktop) Go: local",
      warning: false,
    },
    { name: "starting", phase: { kind: "starting" }, text: "$(sync~spin) Go: starting", warning: false },
    { name: "given up", phase: { kind: "stopped", reason: "It ended." }, text: "$(error) Go: stopped", warning: true },
    { name: "missing", phase: { kind: "missing" }, text: "$(warning) Go: no server", warning: true },
  ];
  for (const { name, phase, text, warning } of cases) {
    it(name, () => {
      const view = itemView(phase, around);
      assert.deepEqual([view.text, view.warning], [text, warning]);
    });
  }
  it("links to the dashboard only if there is one", () => {
    assert.match(itemView(running(), around).tooltip, /\(command:goTelemetry.showDashboard\)/);
    assert.doesNotMatch(itemView(running(), { ...around, dashboard: false }).tooltip, /showDashboard/);
  });
  it("names the environment", () => {
    assert.match(itemView(running(), { ...around, place: "SSH: *h*" }).tooltip, /telemetry of \*\*SSH: \\\*h\\\*\*\*/);
    assert.equal(
      itemView(running({ problems: [problem] }), { ...around, place: "WSL" }).label,
      "Go telemetry: local. WSL. Problem: the mode cannot be switched",
    );
  });
  it("names the kinds of environments", () => {
    assert.deepEqual(
      [
        placeName(undefined, "h"),
        placeName("", "h"),
        placeName("wsl", "h"),
        placeName("ssh-remote", "h"),
        placeName("dev-container", "h"),
        placeName("other", "h"),
      ],
      [undefined, undefined, "WSL", "SSH: h", "container h", "the remote machine h"],
    );
  });
  it("shows a question that waits, and a way to it", () => {
    const view = itemView(running({ chosen: false }), { ...around, asks: true });
    assert.equal(view.text, "$(question) Go: local?");
    assert.match(view.tooltip, /question waits.*\(command:goTelemetry\.answerQuestion\)/);
    assert.match(view.label, /question waits/);
  });
  const mending: [string, Partial<Status>, RegExp][] = [
    ["a bad file", { problems: [{ ...problem, code: "malformed-mode-file" }] }, /\[Choose a mode\]\(command:goTelemetry\.switchMode\)/],
    ["a blocked upload", { problems: [{ ...problem, code: "upload-blocked" }] }, /\[Show uploads\]\(command:goTelemetry\.showUploads\)/],
    [
      "drift",
      { problems: [{ ...problem, code: "policy-drift" }], intent: { ...intent, mode: "off", conforms: false } },
      /\[Switch to off\]\(command:goTelemetry\.turnOff\) \| \[Show policy\]\(command:goTelemetry\.showPolicy\)/,
    ],
    ["another problem", { problems: [problem] }, /\[Check environment\]\(command:goTelemetry\.checkEnvironment\)/],
  ];
  for (const [name, changed, link] of mending)
    it(`has buttons for ${name}`, () => assert.match(itemView(running(changed), around).tooltip, link));
  it("escapes markup", () => assert.equal(escapeMarkdown("[x](command:y)\n`<b>`"), "\\[x\\]\\(command:y\\) \\`\\<b\\>\\`"));
});

describe("the visibility of the status bar item", () => {
  const quiet = { isGo: false, asks: false };
  const inGo = { isGo: true, asks: false };
  const cases: [Parameters<typeof isVisible>, boolean][] = [
    [["always", running(), quiet], true],
    [["goFiles", running(), quiet], false],
    [["goFiles", running(), inGo], true],
    [["goFiles", running(), { ...quiet, asks: true }], true],
    [["goFiles", running({ problems: [problem] }), quiet], true],
    [["goFiles", { kind: "missing" }, quiet], true],
    [["problems", running(), inGo], false],
    [["problems", running(), { ...inGo, asks: true }], true],
    [["problems", running({ problems: [problem] }), quiet], true],
    [["problems", { kind: "missing" }, quiet], true],
    [["problems", { kind: "starting" }, inGo], false],
  ];
  for (const [args, want] of cases)
    it(`${args[0]}, ${args[1].kind}, ${JSON.stringify(args[2])}`, () => assert.equal(isVisible(...args), want));
});
