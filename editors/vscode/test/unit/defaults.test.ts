import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Defaults } from "../../src/defaults";
import type { Mode } from "../../src/status";

interface Call {
  readonly command: string;
  readonly argument: object | undefined;
}

function make(wanted: Mode | undefined, run: () => Promise<unknown>, offered = true) {
  const calls: Call[] = [];
  const failures: unknown[] = [];
  const server = {
    has: () => offered,
    run: <T>(command: string, argument?: object) => {
      calls.push({ command, argument });
      return run() as Promise<T>;
    },
  };
  const defaults = new Defaults({ server: () => server, wanted: () => wanted, failed: (error) => failures.push(error) });
  return { defaults, calls, failures };
}

/** Reports whether a promise has settled. */
async function ended(promise: Promise<void>): Promise<boolean> {
  let yes = false;
  void promise.then(() => (yes = true));
  await new Promise((resolve) => setImmediate(resolve));
  return yes;
}

describe("the user's default", () => {
  it("is applied only if no mode was chosen and the user did not undo it", async () => {
    const { defaults, calls } = make("off", () => Promise.resolve());
    await defaults.apply();
    assert.deepEqual(calls, [{ command: "telemetry-ls.setMode", argument: { mode: "off", ifUnchosen: true, unlessUndone: true } }]);
  });
  it("is applied before the server gets its settings", async () => {
    let answer: () => void = () => undefined;
    const { defaults } = make("off", () => new Promise<void>((resolve) => (answer = resolve)));
    assert.equal(await ended(defaults.settled()), true, "there is no server yet");
    defaults.expect();
    assert.equal(await ended(defaults.settled()), false);
    const applying = defaults.apply();
    assert.equal(await ended(defaults.settled()), false);
    answer();
    await applying;
    assert.equal(await ended(defaults.settled()), true);
    const first = (defaults.expect(), defaults.settled());
    defaults.expect();
    assert.equal(await ended(first), true, "that server has exited");
  });
  it("reports a failure, and doesn't hold up the settings", async () => {
    const cause = new Error("read-only");
    const { defaults, failures } = make("on", () => Promise.reject(cause));
    defaults.expect();
    await defaults.apply();
    assert.deepEqual(failures, [cause]);
    assert.equal(await ended(defaults.settled()), true);
  });
  it("is not applied if there is none or the server can't set modes", async () => {
    for (const { defaults, calls } of [make(undefined, () => Promise.resolve()), make("on", () => Promise.resolve(), false)]) {
      defaults.expect();
      await defaults.apply();
      assert.deepEqual(calls, []);
      assert.equal(await ended(defaults.settled()), true);
    }
  });
});
