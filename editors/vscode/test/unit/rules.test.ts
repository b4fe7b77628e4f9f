import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { answeredMode, withShortButtons } from "../../src/answers";
import { facts, wording } from "../../src/facts";
import { meanings, unsupported } from "../../src/generated";
import { Restarts } from "../../src/restarts";
import { settingsForServer } from "../../src/settings";
import { meaning } from "../../src/status";
import { errorText, size } from "../../src/words";

describe("the mode that an answer chooses", () => {
  for (const mode of ["on", "local", "off"]) it(`is ${mode}`, () => assert.equal(answeredMode({ title: "Off: on", mode }), mode));
  for (const title of ["Keep local: count, upload nothing", "On", "Off: count nothing", "Switch to on"]) {
    it(`is not read from a title: ${title}`, () => assert.equal(answeredMode({ title }), undefined));
  }
  it("is not an unknown mode", () => assert.equal(answeredMode({ title: "On", mode: "ON" }), undefined));
});

describe("short buttons", () => {
  it("move their explanations to the message", () => {
    const items = [{ title: "On: count, upload", short: "On" }, { title: "Later: not now" }];
    assert.deepEqual(withShortButtons("Which?", items), {
      message: "Which? On: count, upload.",
      buttons: [
        { title: "On", item: items[0] },
        { title: "Later: not now", item: items[1] },
      ],
    });
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
  it("forget old crashes", () => {
    let now = 0;
    const restarts = new Restarts(() => now);
    for (let i = 0; i < 10; i++, now += 60_000) assert.notEqual(restarts.next(), undefined);
  });
});

describe("the server's settings", () => {
  const own: Record<string, unknown> = { prompt: "auto", lint: false, defaultMode: "on", "server.path": "/x" };
  const of = (consent: boolean, hasGo: boolean) => settingsForServer({ own: (key) => own[key], consent, hasGo });
  it("include only the server's keys", () => assert.deepEqual(of(true, true), { prompt: "auto", lint: false }));
  it("forbid the question without VS Code's consent, as with --disable-telemetry", () => assert.equal(of(false, true)["prompt"], "never"));
  it("forbid the question in a window without Go", () => assert.equal(of(true, false)["prompt"], "never"));
});

describe("the format of", () => {
  const sizes = JSON.parse(readFileSync("../../testdata/sizes.json", "utf8")) as { bytes: number; text: string }[];
  it("sizes, as in Go and Neovim", () =>
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

describe("the description", () => {
  it("of a mode is the server's", () => {
    assert.equal(meaning({ mode: "on", supported: true }), meanings.on);
    assert.equal(meaning({ mode: "on", supported: false }), unsupported);
  });
  it("of on says what is uploaded, that it is published, what stays, where to read more, and how to stop", () => {
    const want = [
      /^Go uploads .*telemetry\.go\.dev.* public data set\.$/,
      /^The counters show .*gopls.* crashes .*\.$/,
      /^Your code, file names and paths are never uploaded\.$/,
      /^Nothing counted today or earlier is uploaded\.$/,
      /running .* restarted\.$/,
      /telemetry\.go\.dev\/privacy.*Google Privacy Policy: https:\/\/policies\.google\.com\/privacy\.$/,
      /^To stop uploading, run: go telemetry local\./,
    ];
    assert.equal(facts.length, want.length);
    for (const [i, pattern] of want.entries()) assert.match(facts[i] ?? "", pattern);
  });
  it("in a message with facts is its lead and the facts", () => {
    const goTelemetry = { kind: "default", lead: "It is on now.", facts: ["One.", "Two."] };
    assert.equal(wording({ message: "Not this.", goTelemetry }), "It is on now. One. Two.");
    assert.equal(wording({ message: "This.", goTelemetry: { kind: "switch" } }), "This.");
    assert.equal(wording({ message: "This." }), "This.");
  });
});
