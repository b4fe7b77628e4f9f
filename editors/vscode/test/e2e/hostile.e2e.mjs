// Tests that a repository can't get its programs run, and that text in a message can't
// become a link.
import assert from "node:assert/strict";
import { chmod, copyFile, mkdir, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { link, writeHostileServer } from "./fakes.mjs";
import { loginPath, useServer } from "./home.mjs";
import { until } from "./workbench.mjs";

/** Writes programs into the project. Each writes the file `trapped` if it is run. */
async function writeTraps(project) {
  for (const dir of ["", "bin"]) {
    await mkdir(path.join(project, dir), { recursive: true });
    for (const name of ["telemetry-ls", "go"]) {
      const file = path.join(project, dir, name);
      await writeFile(file, `#!/bin/sh\necho "$0 $*" >>'${project}/trapped'\n`);
      await chmod(file, 0o755);
    }
  }
}

/** Returns the working directory, PATH and TMPDIR of the process whose program is `file`. */
async function processOf(file) {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if ((await readlink(`/proc/${pid}/exe`).catch(() => "")) !== file) continue;
    const environment = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0");
    const value = (name) => environment.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
    return { cwd: await readlink(`/proc/${pid}/cwd`), PATH: value("PATH"), TMPDIR: value("TMPDIR") };
  }
  return undefined;
}

/** Sets a PATH with every kind of entry that leads into the project. */
const setUnsafePath = async (home, project, ...last) => {
  await symlink(path.join(project, "bin"), path.join(home, "linked"));
  await loginPath(home, ["", ".", "bin", path.join(project, "bin"), path.join(home, "linked"), ...last]);
};

/** The links in the text of notifications. */
const links = (bench) => bench.page.locator(".notifications-toasts .notification-list-item-message a");

export default {
  "no program in the workspace is run": async ({ open, universal }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      installed: universal,
      env: ({ project }) => ({ GOBIN: path.join(project, "bin"), GOROOT: project, TMPDIR: "." }),
      prepare: async ({ home, project }) => {
        await writeTraps(project);
        await setUnsafePath(home, project, path.join(home, "good"));
      },
    });
    await bench.toast("found neither telemetry-ls nor Go").first().waitFor();
    const log = await until("the locations are logged", async () => {
      const text = await bench.log();
      return text.includes("not found on PATH or in GOROOT") && text;
    });
    for (const left of ["an empty entry is not", ". is not", "bin is not", `${bench.project}/bin is in`, `${bench.home}/linked is in`])
      assert.ok(log.includes(`PATH: skipped, ${left}`), `${left} in ${log}`);
    assert.ok(log.includes(`GOBIN: skipped, ${bench.project}/bin/telemetry-ls is in the workspace`), log);
    await bench.shot("bait");

    // A program outside the project runs; neither its directory nor its PATH leads into the project.
    const good = path.join(bench.home, "good/telemetry-ls");
    await mkdir(path.dirname(good));
    await copyFile(process.env.SERVER, good);
    await bench.palette("Go Telemetry: Restart Server");
    await bench.seeStatus(/Go: local$/);
    const { cwd, PATH, TMPDIR } = await processOf(good);
    assert.ok(!cwd.startsWith(bench.project), cwd);
    const dirs = PATH.split(":");
    assert.ok(dirs.includes(path.dirname(good)), PATH);
    for (const dir of dirs) assert.ok(path.isAbsolute(dir) && !dir.startsWith(bench.project) && !dir.endsWith("/linked"), PATH);
    assert.equal(TMPDIR, undefined);
    assert.ok(!(await readdir(bench.project)).includes("trapped"), "a program in the workspace was run");
  },

  "settings of the workspace put no links into messages": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ project }) => {
        await mkdir(path.join(project, ".vscode"));
        const settings = { "goTelemetry.codeLens": link, "goTelemetry.lint": link, "goTelemetry.summaryWeeks": link };
        await writeFile(path.join(project, ".vscode/settings.json"), JSON.stringify(settings));
      },
    });
    await bench.seeStatus("Go: local");
    await bench.toast("codeLens").first().waitFor();
    await bench.shot("hostile-workspace");
    assert.equal(await links(bench).count(), 0);
  },

  "all texts from the server are plain text, and in the log": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => useServer(home, await writeHostileServer(home)),
    });
    await bench.seeStatus("Go: local");
    const shown = async (locator) => (await locator.innerText()).replaceAll("\u2060", "").replaceAll("\u00a0", " ");
    for (const what of ["information", "question"]) {
      const toast = bench.toast(what).first();
      await toast.waitFor();
      assert.ok((await shown(toast)).includes(`${what} ${link} $(beaker) [web](https://evil.example)`), await shown(toast));
    }
    await bench.page.locator(".statusbar-item").filter({ hasText: "working" }).waitFor();
    await bench.palette("Go Telemetry: Turn Off");
    await bench.toast("failed: ").first().waitFor();
    await bench.shot("hostile-server");
    assert.equal(await links(bench).count(), 0);
    assert.equal(await bench.page.locator(".notifications-toasts .codicon-beaker, .statusbar .codicon-beaker").count(), 0);
    assert.match(await shown(bench.status()), /^\s*Go: local/, "the text of the item is the extension's");

    await bench.status().click();
    const menu = bench.page.locator(".quick-input-widget:visible");
    await menu.locator(".monaco-list-row").first().waitFor();
    assert.equal(await menu.locator(".codicon-beaker, .monaco-list-row a[href]").count(), 0);
    await bench.page.keyboard.press("Escape");
    const log = await bench.log();
    for (const said of ["information", "question", "failed:"]) assert.match(log, new RegExp(`said: .*${said} `), said);
    assert.doesNotMatch(log.replaceAll(/settings for the server.*/g, ""), /said: .*\u001b/);
  },
};
