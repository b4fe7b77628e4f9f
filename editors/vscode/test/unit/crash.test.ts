import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crashes, findCrash } from "../../src/crash";

describe("the crash that the dashboard names", () => {
  const stack = (name: string, frames: string[]) => ({ name, total: 1, series: [1], frames });
  const all = (stacks: ReturnType<typeof stack>[]) =>
    crashes({ weeks: [{ week: "2026-11-29" }], programs: [{ program: "gopls", versions: [], stacks }] });
  const bug = { program: "gopls", name: "gopls/bug", frames: ["a.F:+1", "a.G:+2"] };
  it("is the one with its program, name and frames", () => {
    const found = all([stack("gopls/bug", ["a.F:+1"]), stack("gopls/bug", bug.frames)]);
    assert.deepEqual(findCrash(found, bug)?.frames, bug.frames);
  });
  it("is never another one, not even the only one", () => {
    assert.equal(findCrash(all([stack("gopls/bug", ["a.F:+1"])]), bug), undefined);
    assert.equal(findCrash(all([stack("gopls/other", bug.frames)]), bug), undefined);
    assert.equal(findCrash(all([stack("gopls/bug", bug.frames)]), { ...bug, program: "go" }), undefined);
    assert.equal(findCrash(all([stack("gopls/bug", bug.frames)]), { ...bug, frames: undefined }), undefined);
    assert.equal(findCrash([], bug), undefined);
  });
});
