import assert from "node:assert/strict";
import { beforeEach, describe, it, type TestContext } from "node:test";
import { Repeated } from "../../src/repeated";

const intervalMs = 2000;
let visible = true;
let asked = 0;
let answer: () => void = () => undefined;

/** Lets everything that waits for an answer continue. */
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

describe("repeated requests while visible", () => {
  beforeEach(() => {
    visible = true;
    asked = 0;
  });

  it("come an interval after the last answer", async (t) => {
    start(t);
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1, "one request at a time");
    await answered();
    t.mock.timers.tick(intervalMs - 1);
    assert.equal(asked, 1);
    t.mock.timers.tick(1);
    assert.equal(asked, 2);
  });

  it("pause while hidden, even if something changes, and resume immediately when visible", async (t) => {
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

  it("stop if hidden before the answer", async (t) => {
    start(t);
    visible = false;
    await answered();
    visible = true;
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1);
  });

  it("restart the interval after a change", async (t) => {
    const repeated = start(t);
    repeated.tick();
    assert.equal(asked, 1, "a request is in progress");
    await answered();
    repeated.tick();
    assert.equal(asked, 2);
    await answered();
    t.mock.timers.tick(intervalMs);
    assert.equal(asked, 3, "the earlier timer was canceled");
  });

  it("follow at once if something changed while a request was waiting", async (t) => {
    const repeated = start(t);
    repeated.tick();
    await answered();
    t.mock.timers.tick(0);
    assert.equal(asked, 2);
    await answered();
    t.mock.timers.tick(intervalMs - 1);
    assert.equal(asked, 2, "only once");
  });

  it("end with dispose", async (t) => {
    const repeated = start(t);
    repeated.dispose();
    await answered();
    repeated.tick();
    t.mock.timers.tick(10 * intervalMs);
    assert.equal(asked, 1);
  });
});
