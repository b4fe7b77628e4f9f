import assert from "node:assert/strict";
import { mkdir, mkdtemp, readlink, realpath, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { childEnvironment, programDirs, workingDirectory } from "../../src/children";
import { isAbsolute, Outside } from "../../src/outside";

let dir = "";
const at = (...parts: string[]) => path.join(dir, ...parts);

before(async () => {
  dir = await realpath(await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-outside-")));
  const dirs = ["home/bin", "home/repo/bin", "home/.git", "home/src/part", "repo/bin", "repo2", "usr/bin", "tmp"];
  const whole = ["whole/.git", "whole/bin", "whole/sub/.git", "whole/sub/part", "module/go.mod", "module/bin", "module/part"];
  for (const name of [...dirs, ...whole]) await mkdir(at(name), { recursive: true });
  await symlink(at("repo/bin"), at("usr/linked"));
  await symlink(at("repo"), at("alias"));
  await symlink(at("usr"), at("repo/usr"));
  await symlink("repo/usr", at("hop"));
  await symlink("hop", at("hops"));
  await symlink(at("whole/sub/part"), at("part"));
});
after(() => rm(dir, { recursive: true }));

const outsideOf = (...folders: string[]) =>
  Outside.of({ folders: folders.map((name) => at(name)), home: at("home"), platform: "linux", realPath: realpath, readLink: readlink });

const outsideOnWindows = (folder: string) => {
  const realPath = (file: string) => Promise.resolve(file);
  const readLink = () => Promise.reject(new Error("no link"));
  return Outside.of({ folders: [folder], home: "C:\\u", platform: "win32", realPath, readLink });
};

describe("outside the workspace", () => {
  const cases: { name: string; folders: string[]; file: string; want: boolean }[] = [
    { name: "a folder of the system", folders: ["repo"], file: "usr/bin", want: true },
    { name: "the workspace", folders: ["repo"], file: "repo", want: false },
    { name: "below it", folders: ["repo"], file: "repo/bin", want: false },
    { name: "below it and not there yet", folders: ["repo"], file: "repo/new/bin", want: false },
    { name: "a name that begins alike", folders: ["repo"], file: "repo2", want: true },
    { name: "a link into it", folders: ["repo"], file: "usr/linked", want: false },
    { name: "below such a link, and not there yet", folders: ["repo"], file: "usr/linked/new", want: false },
    { name: "a link out of it, which the repository has", folders: ["repo"], file: "repo/usr/bin", want: false },
    { name: "the real folder, opened by a link", folders: ["alias"], file: "repo/bin", want: false },
    { name: "the link, opened by the real folder", folders: ["repo"], file: "alias/bin", want: false },
    { name: "the second of two folders", folders: ["repo2", "repo"], file: "repo/bin", want: false },
    { name: "at home, which is open", folders: ["home"], file: "home/bin", want: true },
    { name: "at home, with all of the disk open", folders: [""], file: "home/bin", want: true },
    { name: "a repository at home beside it", folders: ["home", "home/repo"], file: "home/repo/bin", want: false },
    { name: "beside the part of a repository that is open", folders: ["whole/sub"], file: "whole/bin", want: false },
    { name: "around the submodule that is open, by a link", folders: ["part"], file: "whole/bin", want: false },
    { name: "beside the part of a module that is open", folders: ["module/part"], file: "module/bin", want: false },
    { name: "at home, which is a repository, with a part of it open", folders: ["home/src/part"], file: "home/bin", want: true },
    { name: "a link that leads through it", folders: ["repo"], file: "hop/bin", want: false },
    { name: "a link to a link that leads through it", folders: ["repo"], file: "hops/bin", want: false },
    { name: "with nothing open", folders: [], file: "repo/bin", want: true },
  ];
  for (const { name, folders, file, want } of cases) {
    it(name, async () => assert.equal(await (await outsideOf(...folders)).holds(at(file)), want));
  }
  it("knows no upper and lower case where the system knows none", async () => {
    const windows = await outsideOnWindows("C:\\Repo");
    assert.deepEqual(await Promise.all(["c:\\repo\\bin", "C:\\bin", "D:\\repo"].map((file) => windows.holds(file))), [false, true, true]);
  });
  it("knows absolute paths", () => {
    const windows = ["C:\\a", "c:/a", "\\\\host\\a", "\\a", "/a", "C:a", "a", ".", ""].map((file) => isAbsolute(file, "win32"));
    assert.deepEqual(windows, [true, true, true, false, false, false, false, false, false]);
    const others = ["/a", "a", ".", "~/a", ""].map((file) => isAbsolute(file, "linux"));
    assert.deepEqual(others, [true, false, false, false, false]);
  });
});

describe("what child processes get", () => {
  const repo = () => outsideOf("repo");
  it("a PATH of absolute folders outside the workspace, with the rest logged", async () => {
    const log: string[] = [];
    const PATH = ["", ".", "bin", "~/bin", at("repo/bin"), at("usr/linked"), at("usr/bin"), at("gone"), ""].join(":");
    assert.deepEqual(await programDirs({ PATH }, "linux", await repo(), log), [at("usr/bin"), at("gone")]);
    assert.deepEqual(log, [
      "PATH: left out, an empty entry is not an absolute path",
      "PATH: left out, . is not an absolute path",
      "PATH: left out, bin is not an absolute path",
      "PATH: left out, ~/bin is not an absolute path",
      `PATH: left out, ${at("repo/bin")} is in the workspace`,
      `PATH: left out, ${at("usr/linked")} is in the workspace`,
      "PATH: left out, an empty entry is not an absolute path",
    ]);
  });
  const environments: { name: string; env: () => Record<string, string>; want: () => Record<string, string> }[] = [
    { name: "what else there is", env: () => ({ PATH: "/usr/bin", HOME: "/h" }), want: () => ({ HOME: "/h", PATH: "/usr/bin" }) },
    { name: "no PATH instead of an empty one", env: () => ({ PATH: ".:" }), want: () => ({}) },
    { name: "no PATH where there was none", env: () => ({ HOME: "/h" }), want: () => ({ HOME: "/h" }) },
    {
      name: "no scratch files in the workspace",
      env: () => ({ TMPDIR: ".", GOTMPDIR: at("repo/tmp"), TMP: at("tmp"), TEMP: "" }),
      want: () => ({ TMP: at("tmp") }),
    },
  ];
  for (const { name, env, want } of environments) {
    it(name, async () => assert.deepEqual(await childEnvironment(env(), "linux", await repo()), want()));
  }
  it("on Windows no program of the working directory", async () => {
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
