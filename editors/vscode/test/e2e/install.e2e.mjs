// Tests the ways to get a server if there is none: to install it with the user's Go, or to
// choose a file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { root } from "../../../../scripts/vscode/server.mjs";
import { loginPath, machineSettings } from "./home.mjs";
import { publish } from "./modproxy.mjs";
import { goEnvironment, until, withGo } from "./workbench.mjs";

const notFound = "telemetry-ls was not found";
const { version } = JSON.parse(await readFile(path.join(root, "editors/vscode/package.json"), "utf8"));

/** Puts the user's Go on PATH, as in a terminal. */

/** Writes files into the project that could affect `go install`. The tool in them writes the file `trapped` if it is run. */
async function writeTraps(project) {
  const trap = path.join(project, "trapped");
  await writeFile(path.join(project, "tool.sh"), `#!/bin/sh\necho "$@" >>'${trap}'\nexec "$@"\n`);
  await chmod(path.join(project, "tool.sh"), 0o755);
  await writeFile(path.join(project, "go.work"), "go 1.26\n\nuse ./nowhere\n");
  return trap;
}

export default {
  "installs the server with the user's Go": async ({ open, universal }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      installed: universal,
      prepare: async ({ home, project }) => {
        await withGo(home);
        await writeTraps(project);
      },
      env: async ({ home, project }) => ({
        GOBIN: path.join(home, "gobin"),
        GOCACHE: goEnvironment().GOCACHE,
        GOMODCACHE: path.join(home, "modules"),
        GOPROXY: await publish(path.join(home, "proxy"), `v${version}`, goEnvironment()),
        GOSUMDB: "off",
        GOFLAGS: `-toolexec=${project}/tool.sh`,
        GOWORK: path.join(project, "go.work"),
      }),
    });
    const installed = path.join(bench.home, "gobin/telemetry-ls");
    await bench.seeStatus("no server");
    await bench.answer(notFound, "Install with Go");
    await bench.toast(`installing telemetry-ls v${version} with Go`).first().waitFor();
    await bench.shot("installing");
    // Go compiles all packages, because the module cache is a new one.
    await bench.toast("installing telemetry-ls").waitFor({ state: "detached", timeout: 10 * patience });
    await bench.seeStatus(/Go: local$/);
    assert.match(execFileSync(installed, ["version"], { encoding: "utf8" }), new RegExp(`^telemetry-ls v${version}\n`));
    assert.match(await bench.log(), new RegExp(`GOBIN: using ${installed}`));
    assert.equal(await bench.toast(notFound).count(), 0);

    assert.deepEqual(await readdir(bench.telemetry, { recursive: true }), ["mode"], "the go command counted");
    assert.ok(!(await readdir(bench.project)).includes("trapped"), "a tool in the project was run");
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go: off");
  },

  "says why an installation fails, and uses a chosen file instead": async ({ open, universal }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      installed: universal,
      prepare: async ({ home }) => {
        await withGo(home);
        await mkdir(path.join(home, "proxy"));
        await mkdir(path.join(home, "programs"));
        await copyFile(process.env.SERVER, path.join(home, "programs/mine"));
        await writeFile(path.join(home, "programs/other"), "#!/bin/sh\necho 1.0\n", { mode: 0o755 });
      },
      env: ({ home }) => ({
        GOMODCACHE: path.join(home, "modules"),
        GOPROXY: pathToFileURL(path.join(home, "proxy")).href,
        GOSUMDB: "off",
      }),
    });
    await bench.answer(notFound, "Install with Go");
    const failed = bench
      .toast("installing telemetry-ls with Go")
      .filter({ hasText: "hint: choose a telemetry-ls program that you have" })
      .first();
    await failed.waitFor();
    await bench.shot("install-failed");
    assert.match(await failed.innerText(), new RegExp(`with Go: reading file:///.*v${version}.info: no such file or directory; hint`));
    assert.match(
      await bench.log(),
      new RegExp(`running .*/bin/go install github.com/telemetry-ls/telemetry-ls/cmd/telemetry-ls@v${version}`),
    );

    await failed.getByRole("button", { name: "Choose File..." }).click();
    await bench.chooseFile(path.join(bench.home, "programs/other"));
    const wrong = bench.toast(`programs/other is not telemetry-ls: the command "version" printed something else`).first();
    await wrong.waitFor();
    await bench.shot("not-the-server");
    assert.equal(await machineSettings(bench.home), undefined);
    await wrong.getByRole("button", { name: "Choose File..." }).click();
    await bench.chooseFile(path.join(bench.home, "programs/mine"));
    await bench.seeStatus(/Go: local$/);
    assert.deepEqual(await machineSettings(bench.home), { "goTelemetry.server.path": path.join(bench.home, "programs/mine") });
    assert.equal((await bench.userSettings())?.["goTelemetry.server.path"], undefined);
  },

  "without Go, offers only to choose a file": async ({ open, universal }) => {
    const bench = await open({ telemetry: "off", installed: universal, prepare: ({ home }) => loginPath(home, [path.join(home, "bin")]) });
    const toast = bench.toast("found neither telemetry-ls nor Go").first();
    await toast.getByRole("button", { name: "Choose File..." }).waitFor();
    assert.equal(await toast.getByRole("button", { name: "Install with Go" }).count(), 0);
    await bench.seeStatus("no server");
    await bench.shot("no-server");
    const log = await until("the locations are logged", async () => {
      const text = await bench.log();
      return text.includes("not found on PATH or in GOROOT") && text;
    });
    assert.match(log, /bundled: no program at[^]*PATH: no program at [^\n]*\/home\/bin\/telemetry-ls/);
    assert.match(log, /PATH: no program at[^]*GOPATH\/bin: no program at[^]*go: not found on PATH or in GOROOT/);

    // The palette doesn't offer commands that need a server, but those that help or say what is wrong.
    await bench.offered("Go Telemetry: ", "Restart Server");
    const rows = bench.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Show Dashboard" }).waitFor();
    for (const label of ["Turn On", "Preview Upload", "Copy Status"]) assert.equal(await rows.filter({ hasText: label }).count(), 0, label);
    await bench.page.keyboard.press("Escape");
    await toast.getByRole("button", { name: "Show Log" }).click();
    await bench.page.locator(".view-lines").getByText("GOPATH/bin").first().waitFor();
  },

  "uses a chosen file only after the workspace is trusted": async ({ open, universal }) => {
    const bench = await open({
      telemetry: "off",
      mode: "off 2026-01-02",
      installed: universal,
      settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
      prepare: ({ home }) => loginPath(home, [path.join(home, "bin")]).then(() => copyFile(process.env.SERVER, path.join(home, "mine"))),
    });
    await bench.answer("neither telemetry-ls nor Go", "Choose File...");
    await bench.chooseFile(path.join(bench.home, "mine"));
    const untrusted = bench.toast("only in workspaces that you trust").first();
    await untrusted.waitFor();
    await bench.seeStatus("no server");
    assert.match(await bench.log(), /goTelemetry\.server\.path: skipped, the workspace is not trusted/);
    await untrusted.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await bench.page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).click();
    await bench.seeStatus(/Go: off$/);
  },
};
