import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { oldBefore, outcome, question, type Cleaning } from "../../src/cleaning";

const file = (path: string, note: string | null = null) => ({ path, bytes: 1024, note });
const problem = (name: string) => ({ file: name, code: "kept", message: "not deleted: permission denied" });
const cleaning: Cleaning = { files: [file("local/a"), file("local/b", "cancels an upload")], bytes: 2048, deleted: false, problems: [] };
const end = "You can't undo this. The mode doesn't change.";

describe("a clean-up", () => {
  it("asks first, and names files with consequences first", () => {
    assert.deepEqual(question(cleaning), {
      message: "Delete 2 files of old Go telemetry data (2 KiB)?",
      detail: `local/b (1 KiB, cancels an upload)\nlocal/a (1 KiB)\n\n${end}`,
    });
  });
  it("names what was skipped", () => {
    const problems = [{ file: "upload", code: "unreadable", message: "permission denied" }];
    const { detail } = question({ ...cleaning, files: [file("a")], problems });
    assert.equal(detail, `a (1 KiB)\n\nSkipped:\nupload: permission denied\n\n${end}`);
  });
  it("names no more files than fit in a dialog", () => {
    const files = Array.from({ length: 17 }, (_, i) => file(`f${i}`));
    const lines = question({ ...cleaning, files }).detail.split("\n");
    assert.deepEqual(lines.slice(14, 17), ["f14 (1 KiB)", "and 2 more", ""]);
  });
  const done = { ...cleaning, deleted: true };
  const nothing = "Go telemetry: nothing to delete: no local data is old enough.";
  const denied = "not deleted: permission denied.";
  const cases: { name: string; of: Cleaning; message: string; warning: boolean }[] = [
    { name: "all files deleted", of: done, message: "Go telemetry: 2 files deleted (2 KiB).", warning: false },
    {
      name: "some files deleted",
      of: { ...done, files: [file("a")], bytes: 1024, problems: [problem("b")] },
      message: `Go telemetry: 1 file deleted (1 KiB). b: ${denied}`,
      warning: true,
    },
    {
      name: "none of many files deleted",
      of: { ...cleaning, files: [], problems: ["a", "b", "c", "d", "e"].map(problem) },
      message: `Go telemetry: nothing deleted. a: ${denied} b: ${denied} c: ${denied} And 2 more.`,
      warning: true,
    },
    { name: "nothing to delete", of: { ...cleaning, files: [] }, message: nothing, warning: false },
    {
      name: "nothing to delete, with a directory skipped",
      of: { ...cleaning, files: [], problems: [{ file: "local", code: "unreadable", message: "permission denied" }] },
      message: `${nothing} local: permission denied.`,
      warning: true,
    },
  ];
  for (const { name, of, message, warning } of cases) it(`reports ${name}`, () => assert.deepEqual(outcome(of), { message, warning }));
  it("covers the same weeks after midnight", () => assert.equal(oldBefore(Date.UTC(2026, 10, 22, 23, 59)), "2026-11-01"));
});
