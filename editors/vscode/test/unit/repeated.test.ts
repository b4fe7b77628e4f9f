import assert from "node:assert/strict";
import { beforeEach, describe, it, type TestContext } from "node:test";
import { Repeated } from "../../src/repeated";

const intervalMs = 2000;
let visible = true;
let asked = 0;
let answer: () => void = () => undefined;

/** What waits for an answer has gone on after this. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function answered(): Promise<void> {
  answer();
  await settled();
}

function start(t: TestContext): Repeated {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const repeated = new Repeated({
    intervalMs,
    wanted: () => visible,
    ask: () => new Promise<void>((resolve) => ((asked += 1), (answer = resolve))),
  });
  t.after(() => repeated.dispose());
  repeated.tick();
  return repeated;
}

describe("asking while somebody looks", () => {
  beforeEach(() => {
    visible = true;
    asked = 0;
  });

  it("asks after each interval, counted from the answer", async (t) => {
    start(t);
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1, "one question at a time");
    await answered();
    t.mock.timers.tick(intervalMs - 1);
    assert.equal(asked, 1);
    t.mock.timers.tick(1);
    assert.equal(asked, 2);
  });

  it("asks nothing while hidden, whatever changes, and at once when seen again", async (t) => {
    const repeated = start(t);
    await answered();
    visible = false;
    t.mock.timers.tick(10 * intervalMs);
    repeated.tick();
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1);
    visible = true;
    repeated.tick();
    assert.equal(asked, 2);
  });

  it("asks nothing more when hidden before the answer", async (t) => {
    start(t);
    visible = false;
    await answered();
    visible = true;
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1);
  });

  it("joins what changes within an interval to its own looks", async (t) => {
    const repeated = start(t);
    repeated.tick();
    assert.equal(asked, 1, "the question is under way");
    await answered();
    repeated.tick();
    assert.equal(asked, 2);
    await answered();
    t.mock.timers.tick(intervalMs);
    assert.equal(asked, 3, "the earlier timer is gone");
  });

  it("ends with dispose", async (t) => {
    const repeated = start(t);
    repeated.dispose();
    await answered();
    repeated.tick();
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1);
  });
});
