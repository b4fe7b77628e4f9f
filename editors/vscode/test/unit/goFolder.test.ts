import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { hasGo, type List } from "../../src/goFolder";

/** Lists the folders of a tree, which is given by its files, and counts the lists. */
function tree(...files: string[]): { list: List; listed: string[] } {
  const listed: string[] = [];
  const list: List = (folder) => {
    listed.push(folder);
    const entries = new Map<string, boolean>();
    for (const file of files) {
      const relative = path.relative(folder, file);
      if (relative.startsWith("..")) continue;
      const [name = "", ...rest] = relative.split(path.sep);
      entries.set(name, rest.length > 0);
    }
    if (entries.size === 0) return Promise.reject(new Error("no such folder"));
    return Promise.resolve([...entries].map(([name, isFolder]) => ({ name, isDirectory: () => isFolder })));
  };
  return { list, listed };
}

describe("a folder has Go", () => {
  for (const file of ["go.mod", "go.work", "main.go", "cmd/tool/main.go", "services/a/api/go.mod"]) {
    it(`with ${file}`, async () => assert.equal(await hasGo("/src/app", tree(`/src/app/${file}`).list), true));
  }
  it("in a module that begins above it", async () => {
    assert.equal(await hasGo("/src/app/scripts", tree("/src/app/go.mod", "/src/app/scripts/build.sh").list), true);
  });
});

describe("a folder has no Go", () => {
  for (const file of ["README.md", "go.sum.txt", "vendor/a/a.go", "node_modules/a/a.go", "a/b/c/d/main.go"]) {
    it(`with ${file}`, async () => assert.equal(await hasGo("/src/app", tree(`/src/app/${file}`).list), false));
  }
  it("if the go.mod is above its repository", async () => {
    assert.equal(await hasGo("/src/app", tree("/src/go.mod", "/src/app/.git/HEAD").list), false);
  });
  it("if it doesn't exist", async () => assert.equal(await hasGo("/gone", tree().list), false));
});

it("a huge folder is searched only in part", async () => {
  const { list, listed } = tree(...Array.from({ length: 5000 }, (_, i) => `/src/app/d${i}/README.md`));
  assert.equal(await hasGo("/src/app", list), false);
  assert.ok(listed.length < 300, `${listed.length} folders`);
});
