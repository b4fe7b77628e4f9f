import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DashboardData } from "../../src/dashboardData";
import { serverCommands } from "../../src/generated";
import type { Phase } from "../../src/statusView";

interface Argument {
  readonly weeks?: number;
  readonly week?: string;
  readonly detail?: string;
}

/** A server with some weeks, oldest first, and the requests that it got for previews. */
class FakeServer {
  phase: Phase = { kind: "running", status: undefined };
  total = 1;
  config: object | null = { version: "v1", stale: false };
  nextWeek: string | null = null;
  /** The requests for previews. */
  readonly asked: (Argument | undefined)[] = [];
  /** Called with each request for a preview; throws to refuse it. */
  onPreview: (argument: Argument | undefined) => void | Promise<void> = () => undefined;

  constructor(readonly weeks: readonly string[]) {}

  has(): boolean {
    return true;
  }

  async run<T>(command: string, argument?: object): Promise<T> {
    if (command === serverCommands.summary) return { weeks: this.weeks, total: this.total } as T;
    const of = argument as Argument | undefined;
    this.asked.push(of);
    await this.onPreview(of);
    const names = of?.week === undefined ? this.weeks.slice(-(of?.weeks ?? 0)) : this.weeks.filter((week) => week === of.week);
    const weeks = names.map((week) => ({ week, withheld: of?.detail === "counts" ? 1 : [this.total] }));
    return { config: this.config, nextWeek: this.nextWeek, weeks } as T;
  }
}

const manyWeeks = Array.from({ length: 104 }, (_, i) => `week ${i}`);

function opened(weeks = manyWeeks, shown = 104) {
  const server = new FakeServer(weeks);
  const posted: [part: string, value: unknown][] = [];
  const data = new DashboardData({ session: server, weeks: () => shown, post: (part, value) => posted.push([part, value]) });
  return {
    server,
    data,
    /** Polls once, and returns the requests for previews. */
    poll: async () => {
      await data.ask();
      return server.asked.splice(0);
    },
    /** Returns what was sent of a part since the last call. */
    sent: (part: string) => posted.splice(0).flatMap(([name, value]) => (name === part ? [value] : [])),
  };
}

const counts = { weeks: 104, detail: "counts" };
const full = (week: string) => ({ week, detail: "full" });

describe("the data of the dashboard", () => {
  it("are requested again only after a change", async () => {
    const { server, data, poll, sent } = opened();
    assert.deepEqual(await poll(), [counts]);
    assert.equal(sent("preview").length, 1);
    assert.deepEqual(await poll(), []);
    assert.deepEqual(sent("summary"), []);
    server.total = 2;
    assert.deepEqual(await poll(), [counts]);
    data.weeks = 4;
    assert.deepEqual(await poll(), [{ weeks: 4, detail: "counts" }]);
    assert.equal(data.shownWeeks, 4);
    data.refresh();
    assert.deepEqual(await poll(), [{ weeks: 4, detail: "counts" }]);
  });

  it("have the counters of each open week, and of no other", async () => {
    const { server, data, poll, sent } = opened();
    await poll();
    sent("");
    data.openWeeks(["week 0"]);
    assert.deepEqual(await poll(), [full("week 0")]);
    assert.deepEqual(sent("detail"), [{ week: "week 0", withheld: [1] }]);
    data.openWeeks(["week 0", "week 50", "another"]);
    assert.deepEqual(await poll(), [full("week 50")]);
    server.total = 2;
    assert.deepEqual(await poll(), [counts, full("week 0"), full("week 50")]);
    data.openWeeks(["week 50"]);
    assert.deepEqual(await poll(), []);
    data.openWeeks(["week 50", "week 0"]);
    assert.deepEqual(await poll(), [full("week 0")], "the page forgets a closed week");
  });

  it("have the counters of a week that was closed and opened during a request", async () => {
    const { server, data, poll, sent } = opened();
    data.openWeeks(["week 0"]);
    await poll();
    server.total = 2;
    server.onPreview = () => {
      data.openWeeks([]);
      data.openWeeks(["week 0"]);
    };
    await poll();
    assert.deepEqual(sent("detail").at(-1), { week: "week 0", withheld: [2] });
    server.total = 3;
    server.onPreview = () => data.openWeeks([]);
    await poll();
    assert.deepEqual(sent("detail"), []);
  });

  for (const failing of ["counts", "full"]) {
    it(`are requested again after a failure, and the error stays until then: ${failing}`, async () => {
      const { server, data, poll, sent } = opened();
      data.openWeeks(["week 7"]);
      await poll();
      sent("");
      server.total = 2;
      server.onPreview = (argument) => {
        if (argument?.detail === failing) throw new Error("reading local: no");
      };
      await poll();
      assert.deepEqual(sent("error"), ["reading local: no"]);
      await poll();
      assert.deepEqual(sent("error"), [], "the page still shows it");
      server.onPreview = () => undefined;
      assert.deepEqual(await poll(), [counts, full("week 7")]);
      assert.deepEqual(sent("detail"), [{ week: "week 7", withheld: [2] }]);
      assert.deepEqual(await poll(), []);
    });
  }

  it("lose no refresh that comes during a request", async () => {
    const { server, data, poll } = opened();
    server.onPreview = () => data.refresh();
    await poll();
    server.onPreview = () => undefined;
    assert.deepEqual(await poll(), [counts]);
    assert.deepEqual(await poll(), []);
  });

  for (const config of [null, { version: "v1", stale: true }]) {
    it(`are looked at again for a newer upload config: ${JSON.stringify(config)}`, async () => {
      const { server, poll } = opened();
      server.config = config;
      await poll();
      for (let i = 0; i < 4; i++) assert.deepEqual(await poll(), []);
      server.config = { version: "v2", stale: false };
      assert.deepEqual(await poll(), [counts]);
      for (let i = 0; i < 6; i++) assert.deepEqual(await poll(), []);
    });
  }

  it("have the week of the next upload, even if it is older than the weeks shown", async () => {
    const { server, data, poll, sent } = opened(["week 0", "week 1", "week 2"], 1);
    server.nextWeek = "week 1";
    assert.deepEqual(await poll(), [
      { weeks: 1, detail: "counts" },
      { week: "week 1", detail: "counts" },
    ]);
    const [preview] = sent("preview") as [{ weeks: { week: string }[] }];
    assert.deepEqual(
      preview.weeks.map(({ week }) => week),
      ["week 1", "week 2"],
    );
    data.openWeeks(["week 1"]);
    assert.deepEqual(await poll(), [full("week 1")]);
  });

  it("come from an older server in full", async () => {
    const { server, data, poll, sent } = opened(["week 0", "week 1"], 2);
    server.onPreview = (argument) => {
      if (argument !== undefined) throw Object.assign(new Error("unknown key"), { code: -32602 });
    };
    data.openWeeks(["week 1"]);
    await poll();
    assert.deepEqual(sent("detail"), [{ week: "week 1", withheld: [1] }]);
  });

  it("are sent whole to a new page", async () => {
    const { data, poll, sent } = opened();
    data.openWeeks(["week 1"]);
    await poll();
    sent("");
    data.restart();
    assert.deepEqual(await poll(), [counts]);
    assert.equal(sent("summary").length, 1);
  });

  it("are not requested while the server is away, and are after its return", async () => {
    const { server, poll, sent } = opened();
    server.onPreview = () => {
      server.phase = { kind: "restarting", seconds: 1 };
      throw new Error("gone");
    };
    await poll();
    assert.deepEqual(sent("error"), [], "the phase says it");
    assert.deepEqual(await poll(), []);
    server.phase = { kind: "running", status: undefined };
    server.onPreview = () => undefined;
    assert.deepEqual(await poll(), [counts]);
  });
});
