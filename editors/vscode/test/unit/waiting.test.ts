import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Contexts } from "../../src/contexts";
import { crashes, crashTitle, issue, ownFrames } from "../../src/crash";
import { serverCommands } from "../../src/generated";
import { contextKey } from "../../src/palette";
import { taskError } from "../../src/serverProgram";
import type { Status } from "../../src/status";
import { Waiting } from "../../src/waiting";

describe("a question that waits", () => {
  /** Messages that the test answers by hand; undefined closes one. */
  const shown: ((answer: string | undefined) => void)[] = [];
  const show = () => new Promise<string | undefined>((resolve) => shown.push(resolve));
  const always = () => true;

  it("is shown again until it is answered", async () => {
    let changes = 0;
    const waiting = new Waiting(() => changes++);
    const answer = waiting.ask(show, always);
    assert.ok(waiting.any);
    waiting.again();
    // VS Code closes the first message, because the second says the same.
    shown.shift()?.(undefined);
    shown.shift()?.("Off");
    assert.equal(await answer, "Off");
    assert.ok(!waiting.any);
    assert.equal(changes, 2);
  });
  it("ends if it is closed", async () => {
    const waiting = new Waiting(() => {});
    const answer = waiting.ask(show, always);
    shown.shift()?.(undefined);
    assert.equal(await answer, undefined);
    assert.ok(!waiting.any);
  });
  it("counts an answer to the message that was shown first", async () => {
    const waiting = new Waiting(() => {});
    const answer = waiting.ask(show, always);
    waiting.again();
    shown.shift()?.("On");
    assert.equal(await answer, "On");
    shown.length = 0;
  });
  it("waits no longer when it is withdrawn, but its answer counts", async () => {
    let wanted = true;
    const waiting = new Waiting(() => {});
    const answer = waiting.ask(show, () => wanted);
    wanted = false;
    assert.ok(!waiting.any);
    waiting.again();
    assert.equal(shown.length, 1);
    shown.shift()?.("On");
    assert.equal(await answer, "On");
  });
});

describe("the context keys", () => {
  const all = new Set<string>(Object.values(serverCommands));
  const made = () => {
    const set: [string, unknown][] = [];
    return { set, contexts: new Contexts((key, value) => Promise.resolve(set.push([key, value]))) };
  };
  it("disable missing commands, and enable them again", async () => {
    const { set, contexts } = made();
    await contexts.offer(all);
    assert.equal(set.length, 0, "all commands are enabled at the start");
    const { clean, setMode } = serverCommands;
    await contexts.offer(new Set([...all].filter((command) => command !== clean)));
    assert.deepEqual(set.splice(0), [[contextKey(clean), true]]);
    await contexts.offer(new Set());
    assert.ok(set.some(([key, value]) => key === contextKey(setMode) && value));
    assert.ok(set.splice(0).every(([key]) => key !== contextKey(clean)));
    await contexts.offer(all);
    assert.ok(set.length > 3 && set.every(([, value]) => value === false));
  });
  it("name the mode only while the server runs", async () => {
    const { set, contexts } = made();
    const status = { mode: "off", chosen: true, problems: [] } as unknown as Status;
    await contexts.follow({ kind: "starting" });
    assert.deepEqual(set.splice(0), []);
    await contexts.follow({ kind: "running", status });
    assert.deepEqual(set.splice(0), [
      ["goTelemetry.running", true],
      ["goTelemetry.mode", "off"],
      ["goTelemetry.chosen", true],
    ]);
    await contexts.follow({ kind: "running", status });
    assert.deepEqual(set.splice(0), []);
    await contexts.follow({ kind: "restarting", seconds: 1 });
    assert.deepEqual(set, [
      ["goTelemetry.running", false],
      ["goTelemetry.mode", undefined],
      ["goTelemetry.chosen", false],
    ]);
  });
});

describe("a crash as an issue", () => {
  const version = { goVersion: "go1.26.8", goos: "linux", goarch: "amd64" };
  const load = "golang.org/x/tools/gopls/internal/cache.(*Snapshot).Load";
  const frames = ["runtime.gopanic:+50", "runtime/debug.Stack:+3", `${load}:+42`, "main.main:=3"];
  const found = crashes({
    weeks: [{ week: "2026-11-15" }, { week: "2026-11-22" }, { week: "2026-11-29" }],
    programs: [
      { program: "cmd/go", versions: [], stacks: [{ name: "go/bug", total: 1, series: [1, 0, 0], frames: ["main.x:+1"] }] },
      {
        program: "golang.org/x/tools/gopls",
        versions: [{ ...version, version: "v0.23.0" }],
        stacks: [{ name: "gopls/bug", total: 2, series: [1, 1, 0], frames }],
      },
    ],
  });
  it("has the latest first, with the week in which it was last seen", () =>
    assert.deepEqual(
      found.map(({ name, lastSeen }) => [name, lastSeen]),
      [
        ["gopls/bug", "2026-11-22"],
        ["go/bug", "2026-11-15"],
      ],
    ));
  it("has the version, the week and the frames, without those of the runtime", () => {
    const crash = found[0];
    assert.ok(crash);
    assert.equal(crashTitle(crash), `gopls: gopls/bug in ${load}`);
    const text = issue(crash);
    const version = "v0.23.0, built with go1.26.8 linux/amd64";
    for (const part of [version, "week ending 2026-11-22", "recorded 2 times", "main.main:=3", "2 frames of the Go runtime left out."])
      assert.ok(text.includes(part), `${part} in ${text}`);
    assert.doesNotMatch(text, /gopanic|debug\.Stack/);
  });
  it("keeps functions that only sound like the runtime's", () =>
    assert.deepEqual(ownFrames({ frames: ["example.com/runtime.Run:+1", "runtimes.Go:+2", "internal/runtime/maps.x:+3"] }), [
      "example.com/runtime.Run:+1",
      "runtimes.Go:+2",
    ]));
});

describe("the error of a task", () => {
  it("is the program's, with its hint", () => {
    assert.equal(taskError("telemetry-ls: downloading: no\nhint: check GOPROXY\n"), "downloading: no; hint: check GOPROXY");
    assert.equal(taskError("panic: x"), undefined);
  });
});
