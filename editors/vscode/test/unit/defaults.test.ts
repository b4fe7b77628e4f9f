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

/** Whether a promise has ended by now. */
async function ended(promise: Promise<void>): Promise<boolean> {
  let yes = false;
  void promise.then(() => (yes = true));
  await new Promise((resolve) => setImmediate(resolve));
  return yes;
}

describe("the user's default", () => {
  it("is applied where no mode was chosen, and not where it was taken back", async () => {
    const { defaults, calls } = make("off", () => Promise.resolve());
    await defaults.apply();
    assert.deepEqual(calls, [{ command: "telemetry-ls.setMode", argument: { mode: "off", ifUnchosen: true, unlessUndone: true } }]);
  });
  it("comes before the settings", async () => {
    let answer: () => void = () => undefined;
    const { defaults } = make("off", () => new Promise<void>((resolve) => (answer = resolve)));
    assert.equal(await ended(defaults.settled()), true, "no server is there yet");
    defaults.expect();
    assert.equal(await ended(defaults.settled()), false);
    const applying = defaults.apply();
    assert.equal(await ended(defaults.settled()), false);
    answer();
    await applying;
    assert.equal(await ended(defaults.settled()), true);
    const first = (defaults.expect(), defaults.settled());
    defaults.expect();
    assert.equal(await ended(first), true, "that server is gone");
  });
  it("holds nothing up where it fails, and says so", async () => {
    const cause = new Error("read-only");
    const { defaults, failures } = make("on", () => Promise.reject(cause));
    defaults.expect();
    await defaults.apply();
    assert.deepEqual(failures, [cause]);
    assert.equal(await ended(defaults.settled()), true);
  });
  it("is not there, or the server knows no modes", async () => {
    for (const { defaults, calls } of [make(undefined, () => Promise.resolve()), make("on", () => Promise.resolve(), false)]) {
      defaults.expect();
      await defaults.apply();
      assert.deepEqual(calls, []);
      assert.equal(await ended(defaults.settled()), true);
    }
  });
});
