import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { answeredMode, withShortButtons } from "../../src/answers";
import { facts, withFacts } from "../../src/facts";
import { meanings, unsupported } from "../../src/generated";
import { Restarts } from "../../src/restarts";
import { settingsForServer } from "../../src/settings";
import { meaning } from "../../src/status";
import { errorText, size } from "../../src/words";

describe("the mode that an answer chooses", () => {
  const cases: [string, string | undefined][] = [
    ["Keep local: count, send nothing", "local"],
    ["On: count, upload weekly", "on"],
    ["Off: count nothing", "off"],
    ["Switch to on", "on"],
    ["Keep off", "off"],
    ["Show what is collected", undefined],
    ["Not now: ask again later", undefined],
    ["Undo", undefined],
    ["Only here", undefined],
    ["Online help", undefined],
  ];
  for (const [title, want] of cases) it(title, () => assert.equal(answeredMode({ title }), want));
  it("as the server says", () => assert.equal(answeredMode({ title: "Ein", mode: "on" }), "on"));
});

describe("short buttons", () => {
  it("move what they mean to the message", () => {
    const items = [{ title: "On: count, upload" }, { title: "Not now" }];
    assert.deepEqual(withShortButtons("Which?", items), {
      message: "Which? On: count, upload.",
      buttons: [
        { title: "On", item: items[0] },
        { title: "Not now", item: items[1] },
      ],
    });
  });
  it("stay long where they would be alike", () => {
    const items = [{ title: "On: now" }, { title: "On: later" }];
    assert.deepEqual(
      withShortButtons("Which?", items).buttons.map((b) => b.title),
      ["On: now", "On: later"],
    );
  });
});

describe("restarts", () => {
  it("wait longer and longer, then end", () => {
    const restarts = new Restarts(() => 0);
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map(() => restarts.next()),
      [0, 1, 2, 4, 8, undefined],
    );
    restarts.reset();
    assert.equal(restarts.next(), 0);
  });
  it("forget what is long ago", () => {
    let now = 0;
    const restarts = new Restarts(() => now);
    for (let i = 0; i < 10; i++, now += 60_000) assert.notEqual(restarts.next(), undefined);
  });
});

describe("the server's settings", () => {
  const own: Record<string, unknown> = { prompt: "auto", lint: false, defaultMode: "on", "server.path": "/x" };
  const of = (telemetryLevel: unknown) => settingsForServer({ own: (key) => own[key], telemetryLevel });
  it("are its own keys", () => assert.deepEqual(of("all"), { prompt: "auto", lint: false }));
  it("ask nobody who told VS Code to send nothing", () => assert.deepEqual(of("off")["prompt"], "never"));
  for (const level of ["error", "crash", undefined]) it(`ask at level ${String(level)}`, () => assert.equal(of(level)["prompt"], "auto"));
});

describe("words", () => {
  const sizes = JSON.parse(readFileSync("../../testdata/sizes.json", "utf8")) as { bytes: number; text: string }[];
  it("sizes, as Go and Neovim write them", () =>
    assert.deepEqual(
      sizes.map(({ bytes }) => size(bytes)),
      sizes.map(({ text }) => text),
    ));
  it("errors", () =>
    assert.deepEqual(
      [errorText(new Error("switching Go telemetry to off: no")), errorText("no")],
      ["Switching Go telemetry to off: no", "Go telemetry: no"],
    ));
});

describe("what is said of modes", () => {
  it("is what the server says", () => {
    assert.equal(meaning({ mode: "on", supported: true }), meanings.on);
    assert.equal(meaning({ mode: "on", supported: false }), unsupported);
  });
  it("of on: what is sent, that it is published, what stays, where to read on, and the way back", () => {
    const want = [
      /^Go uploads .*telemetry\.go\.dev.* public data set\.$/,
      /^The counters tell .*gopls.* crashes .*\.$/,
      /^Your code, file names and paths are never uploaded\.$/,
      /^Nothing counted today or earlier is uploaded\.$/,
      /running .* restarted\.$/,
      /telemetry\.go\.dev\/privacy.*Google Privacy Policy: https:\/\/policies\.google\.com\/privacy\.$/,
      /^To stop uploading, run: go telemetry local\./,
    ];
    assert.equal(facts.length, want.length);
    for (const [i, pattern] of want.entries()) assert.match(facts[i] ?? "", pattern);
  });
  it("in the place of the meaning where a default was applied", () => {
    assert.equal(withFacts(`It is on now. ${meanings.on}`), `It is on now. ${facts.join(" ")}`);
    assert.equal(withFacts("It is on now."), `It is on now. ${facts.join(" ")}`);
  });
});
