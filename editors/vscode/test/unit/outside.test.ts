import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lstat, mkdir, mkdtemp, readlink, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { childEnvironment, programDirs, workingDirectory } from "../../src/children";
import { isAbsolute, Outside } from "../../src/outside";

/** Cases that Go, VS Code and Neovim share: which programs are in a workspace. */
const table = JSON.parse(readFileSync("../../testdata/workspace.json", "utf8")) as {
  readonly dirs: readonly string[];
  readonly files: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  readonly cases: readonly { name: string; home?: string; folders: readonly string[]; path: string; inside: boolean }[];
};

let dir = "";
const at = (...parts: string[]) => [dir, ...parts].join("/"); // path.join would resolve `..`

before(async () => {
  dir = await realpath(await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-outside-")));
  for (const name of [...table.dirs, "tmp"]) await mkdir(at(name), { recursive: true });
  for (const name of table.files) await writeFile(at(name), "");
  for (const [name, target] of Object.entries(table.links)) await symlink(target.replace("{root}", dir), at(name));
  process.chdir(at("repo")); // relative paths must not be resolved from here
});
after(async () => {
  process.chdir("/");
  await rm(dir, { recursive: true });
});

const outsideOf = (folders: readonly string[], home = at("home")) =>
  Outside.of({ folders: folders.map((name) => at(name)), home, platform: "linux", realPath: realpath, readLink: readlink, lstat });

const outsideOnWindows = (folder: string) => {
  const realPath = (file: string) => Promise.resolve(file);
  const none = () => Promise.reject(new Error("no link"));
  return Outside.of({ folders: [folder], home: "C:\\u", platform: "win32", realPath, readLink: none, lstat: none });
};

describe("outside the workspace", () => {
  for (const { name, home, folders, path: file, inside } of table.cases) {
    it(name, async () => assert.equal(await (await outsideOf(folders, home)).holds(at(file)), !inside));
  }
  it("ignores case on a case-insensitive system", async () => {
    const windows = await outsideOnWindows("C:\\Repo");
    assert.deepEqual(await Promise.all(["c:\\repo\\bin", "C:\\bin", "D:\\repo"].map((file) => windows.holds(file))), [false, true, true]);
  });
  it("recognizes absolute paths", () => {
    const windows = ["C:\\a", "c:/a", "\\\\host\\a", "\\a", "/a", "C:a", "a", ".", ""].map((file) => isAbsolute(file, "win32"));
    assert.deepEqual(windows, [true, true, true, false, false, false, false, false, false]);
    const others = ["/a", "a", ".", "~/a", ""].map((file) => isAbsolute(file, "linux"));
    assert.deepEqual(others, [true, false, false, false, false]);
  });
});

describe("child processes get", () => {
  const repo = () => outsideOf(["repo"]);
  it("a PATH of absolute directories outside the workspace; the rest is logged", async () => {
    const log: string[] = [];
    const PATH = ["", ".", "bin", "~/bin", at("repo/bin"), at("usr/linked"), at("usr/bin"), at("gone"), ""].join(":");
    assert.deepEqual(await programDirs({ PATH }, "linux", await repo(), log), [at("usr/bin"), at("gone")]);
    assert.deepEqual(log, [
      "PATH: skipped, an empty entry is not an absolute path",
      "PATH: skipped, . is not an absolute path",
      "PATH: skipped, bin is not an absolute path",
      "PATH: skipped, ~/bin is not an absolute path",
      `PATH: skipped, ${at("repo/bin")} is in the workspace`,
      `PATH: skipped, ${at("usr/linked")} is in the workspace`,
      "PATH: skipped, an empty entry is not an absolute path",
    ]);
  });
  const environments: { name: string; env: () => Record<string, string>; want: () => Record<string, string> }[] = [
    { name: "all other variables", env: () => ({ PATH: "/usr/bin", HOME: "/h" }), want: () => ({ HOME: "/h", PATH: "/usr/bin" }) },
    { name: "no PATH instead of an empty one", env: () => ({ PATH: ".:" }), want: () => ({}) },
    { name: "no PATH if there was none", env: () => ({ HOME: "/h" }), want: () => ({ HOME: "/h" }) },
    {
      name: "no temporary directory in the workspace",
      env: () => ({ TMPDIR: ".", GOTMPDIR: at("repo/tmp"), TMP: at("tmp"), TEMP: "" }),
      want: () => ({ TMP: at("tmp") }),
    },
  ];
  for (const { name, env, want } of environments) {
    it(name, async () => assert.deepEqual(await childEnvironment(env(), "linux", await repo()), want()));
  }
  it("on Windows, no programs from the working directory", async () => {
    const outside = await outsideOnWindows("C:\\repo");
    const env = { Path: 'C:\\Repo\\bin;.;"C:\\Program Files\\Go\\bin";\\bin;C:\\bin', TEMP: "C:\\t" };
    assert.deepEqual(await childEnvironment(env, "win32", outside), {
      TEMP: "C:\\t",
      PATH: "C:\\Program Files\\Go\\bin;C:\\bin",
      NoDefaultCurrentDirectoryInExePath: "1",
    });
  });
  it("a working directory outside the workspace", async () => {
    assert.equal(await workingDirectory([at("repo/ext"), ".", at("home")], "linux", await repo()), at("home"));
    assert.equal(await workingDirectory([at("repo")], "linux", await repo()), "/");
  });
});
