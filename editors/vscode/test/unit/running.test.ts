import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { follows } from "../../src/generated";
import { aboutRunning, concernsGopls, type Running } from "../../src/running";

const program = (name: string, version = "", pid = 1) => ({ program: name, version, pid });
const running = (...programs: Running["programs"][number][]): Running => ({ supported: true, programs });
const gopls = program("golang.org/x/tools/gopls", "v0.23.0");
const unsupported: Running = { supported: false, programs: [] };
const still = "Still counting:";

describe("the message about running programs", () => {
  const cases: { name: string; collected?: boolean; collects?: boolean; of: Running | undefined; text: string; gopls: boolean }[] = [
    { name: "names one", of: running(gopls), text: `${still} gopls v0.23.0.`, gopls: true },
    {
      name: "names several, each once",
      of: running(gopls, program("cmd/go", "go1.26.8", 2), { ...gopls, pid: 3 }),
      text: `${still} gopls v0.23.0 (2 processes), go go1.26.8.`,
      gopls: true,
    },
    {
      name: "names only some of many",
      of: running(...["a", "b", "c", "d", "e", "f", "g"].map((name) => program(name))),
      text: `${still} a, b, c, d, e, and 2 more.`,
      gopls: false,
    },
    { name: "is empty if none is running", of: running(), text: "", gopls: false },
    { name: "names none on a platform that can't list them", of: unsupported, text: follows.off, gopls: true },
    { name: "names none if the server can't list them", of: undefined, text: follows.off, gopls: true },
    {
      name: "names none if they counted nothing before",
      collected: false,
      collects: true,
      of: undefined,
      text: follows.local,
      gopls: true,
    },
    { name: "is empty from local to on", collects: true, of: undefined, text: "", gopls: false },
    { name: "is empty from off to off", collected: false, of: undefined, text: "", gopls: false },
  ];
  for (const { name, collected = true, collects = false, of, text, gopls: concerned } of cases) {
    it(name, () => {
      const change = { collected, collects, mode: collects ? "local" : "off", running: of } as const;
      assert.equal(aboutRunning(change, false), text);
      assert.equal(aboutRunning(change, true), text === follows.off ? "" : text);
      assert.equal(concernsGopls(change), concerned);
    });
  }
});
