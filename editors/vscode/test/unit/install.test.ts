import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Cancelled, findGo, goInstall, InstallError, inShort } from "../../src/goInstall";
import { whyNotServer } from "../../src/program";

let dir = "";
before(async () => (dir = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-install-test-"))));
after(() => rm(dir, { recursive: true }));

async function script(name: string, ...lines: string[]): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(file, 0o755);
  return file;
}

describe("finding the user's Go", () => {
  const found = (dirs: string[], goroot: string | undefined, there: string) =>
    findGo({ dirs, goroot, platform: "linux" }, (file) => Promise.resolve(file === there));
  it("looks on PATH", async () => assert.equal(await found(["/a", "/b"], undefined, "/b/go"), "/b/go"));
  it("looks in GOROOT", async () => assert.equal(await found(["/a"], "/r", "/r/bin/go"), "/r/bin/go"));
  it("ignores a relative GOROOT", async () => assert.equal(await found([], "r", "r/bin/go"), undefined));
});

describe("go install", () => {
  const user = { GOFLAGS: "-toolexec=evil -modcacherw", GO111MODULE: "off", GOWORK: "/evil" };
  const run = (go: string, signal = new AbortController().signal) =>
    goInstall({ go, target: "example.com/x@v1.0.0", env: { ...process.env, ...user }, dir, signal });
  it("counts nothing, and ignores the user's flags and workspace", async () => {
    const go = await script(
      "go",
      `{ pwd; echo "$@"; cat "$TEST_TELEMETRY_DIR/mode"; echo; echo "$GOFLAGS $GOWORK $GOTOOLCHAIN $GO111MODULE"; } >'${dir}/ran'`,
      "echo done",
    );
    assert.equal(await run(go), "done");
    const [cwd = "", ...lines] = (await readFile(path.join(dir, "ran"), "utf8")).trimEnd().split("\n");
    assert.deepEqual(lines, ["install example.com/x@v1.0.0", "off 2026-01-01", "-mod=mod -modcacherw off local on"]);
    assert.match(cwd, /telemetry-ls-install-/);
    await assert.rejects(readdir(cwd), { code: "ENOENT" }, "its directory was removed");
  });
  it("fails with the go command's output", async () => {
    const go = await script("failing", "echo 'go: no' >&2; exit 1");
    await assert.rejects(
      run(go),
      (error) =>
        error instanceof InstallError &&
        error.output === "go: no" &&
        error.message === "no; hint: see the log for the output of the go command",
    );
  });
  it("stops when the user cancels", async () => {
    const abort = new AbortController();
    abort.abort();
    await assert.rejects(run(await script("slow", "sleep 60"), abort.signal), Cancelled);
  });
});

describe("a summary of the go command's output", () => {
  const proxy = "go: x.org/a@v1.0.0: x.org/a@v1.0.0: reading https://proxy/x.org/a/@v/v1.0.0.info: ";
  const orFile = "or choose a telemetry-ls program that you have";
  const cases: { output: string; cause: string; hint: string }[] = [
    {
      output: "go: downloading x v1\ngo: x.org/a@v1 requires go >= 1.26.0 (running go 1.25.1; GOTOOLCHAIN=local)",
      cause: "x.org/a@v1 requires go >= 1.26.0 (running go 1.25.1; GOTOOLCHAIN=local)",
      hint: `install a newer Go from https://go.dev/dl, ${orFile}`,
    },
    {
      output: `${proxy}404 Not Found`,
      cause: "reading https://proxy/x.org/a/@v/v1.0.0.info: 404 Not Found",
      hint: "choose a telemetry-ls program that you have; the module proxy doesn't have this version",
    },
    {
      output: "go: x.org/a@v1: module lookup disabled by GOPROXY=off",
      cause: "module lookup disabled by GOPROXY=off",
      hint: `check that you can reach the module proxy in \`go env GOPROXY\`, ${orFile}`,
    },
    {
      output: "go: copying /tmp/x: open /bin/x: permission denied",
      cause: "copying /tmp/x: open /bin/x: permission denied",
      hint: "check that you can write to the directories in `go env GOBIN` and `go env GOMODCACHE`",
    },
    { output: "", cause: "the go command failed", hint: "see the log for the output of the go command" },
  ];
  for (const { output, cause, hint } of cases) it(cause, () => assert.equal(inShort(output), `${cause}; hint: ${hint}`));
});

describe("a file chosen as the server", () => {
  const place = () => ({ cwd: dir, env: process.env });
  it("is accepted if it prints its version", async () =>
    assert.equal(await whyNotServer(await script("good", '[ "$1" = version ] && echo telemetry-ls v1'), place()), undefined));
  it("is rejected if it prints something else", async () =>
    assert.equal(await whyNotServer(await script("else", "echo 1.0"), place()), `the command "version" printed something else`));
  it("is rejected if it fails", async () =>
    assert.equal(await whyNotServer(await script("fails", "exit 3"), place()), `the command "version" failed`));
  it("is rejected if it is not an executable file", async () => {
    await writeFile(path.join(dir, "text"), "");
    for (const file of ["text", "nowhere", "."])
      assert.equal(await whyNotServer(path.join(dir, file), place()), "it is not an executable file");
  });
});
