// Tests the findings: in which files the server looks for them, and their fixes.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setOnMachine, useServer, writeScript } from "./home.mjs";
import { actions, clickOn } from "./menus.mjs";
import { isSeen, until } from "./workbench.mjs";

const quiet = { telemetry: "off", mode: "local 2026-01-02" };

/** Writes the files of a project, given by path. */
async function write(project, files) {
  for (const [name, lines] of Object.entries(files)) {
    const file = path.join(project, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, [...lines, ""].join("\n"));
  }
}

const script = { "scripts/ship.sh": ["#!/bin/sh", "export GOTELEMETRY=off", "go build ./..."] };
const several = {
  "scripts/ship.sh": [
    "#!/bin/sh",
    "export GOTELEMETRY=off",
    "GOTELEMETRYDIR=/tmp/x go vet ./...",
    "go env -w GOTELEMETRY=off GOFLAGS=-mod=mod",
  ],
};
const fixed = "#!/bin/sh\ngo vet ./...\ngo env -w GOFLAGS=-mod=mod\n";

const squiggles = (bench) => bench.page.locator(".editor-instance .squiggly-warning, .editor-instance .squiggly-error");
const seeFinding = (bench) => squiggles(bench).first().waitFor();
const seeNoFinding = (bench) => until("no finding is underlined", async () => (await squiggles(bench).count()) === 0);

/** The lines of the active editor. */
async function text(bench) {
  const lines = await bench.page.locator(".editor-instance .view-line").allInnerTexts();
  return lines.join("\n").replaceAll("\u00a0", " ");
}

const onDisk = ({ project }, name) => readFile(path.join(project, name), "utf8");

/** Passes everything through a server that records what it hears. */
const listen = async ({ home }) =>
  useServer(home, await writeScript(path.join(home, "listener"), `tee -a '${home}/heard' | '${process.env.SERVER}' "$@"`));
const heard = ({ home }) => readFile(path.join(home, "heard"), "utf8").catch(() => "");

export default {
  "underlines a setting that Go ignores, and the quick fix removes it": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => write(project, script) });
    await bench.seeStatus("Go: local");
    await bench.openFile("ship.sh");
    await seeFinding(bench);

    await bench.palette("Problems: Focus on Problems View");
    const row = bench.page.locator(".markers-panel .monaco-list-row").filter({ hasText: "Go ignores GOTELEMETRY" });
    await row.getByText("telemetry-ls").first().waitFor();
    await row.locator("a").getByText("ineffective-env", { exact: true }).waitFor();
    await bench.palette("View: Hide Panel");

    await clickOn(bench, "GOTELEMETRY=off");
    const rows = await actions(bench, () => bench.page.keyboard.press("Control+."));
    await bench.shot("finding");
    assert.equal(await rows.filter({ hasText: "user account" }).count(), 0, "a quick fix doesn't switch the mode");
    await rows.filter({ hasText: "GOTELEMETRY" }).first().click();
    await until("the line is gone", async () => (await text(bench)) === "#!/bin/sh\ngo build ./...\n");
    await seeNoFinding(bench);
    assert.equal(await bench.mode(), "local 2026-01-02");
  },

  "fixes all findings of a file, by command and when it is saved": async ({ open }) => {
    const bench = await open({
      ...quiet,
      settings: { "editor.codeActionsOnSave": { "source.fixAll.goTelemetry": "explicit" } },
      prepare: ({ project }) => write(project, several),
    });
    await bench.seeStatus("Go: local");
    await bench.openFile("ship.sh");
    await seeFinding(bench);
    await until("the command fixes all", async () => {
      await bench.palette("Fix All");
      return (await text(bench)) === fixed;
    });
    await bench.page.keyboard.press("Control+Z");
    await seeFinding(bench);
    await clickOn(bench, "#!/bin/sh");
    await until("saving fixes all", async () => {
      await bench.page.keyboard.press("Control+S");
      return (await onDisk(bench, "scripts/ship.sh")) === fixed;
    });
    assert.equal(await bench.mode(), "local 2026-01-02");
  },

  "a source action on a finding switches the mode, and says so": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => write(project, script) });
    await bench.seeStatus("Go: local");
    await bench.openFile("ship.sh");
    await seeFinding(bench);
    await clickOn(bench, "GOTELEMETRY=off");
    const rows = await actions(bench, () => bench.palette("Source Action..."));
    await rows.filter({ hasText: "Switch Go telemetry to off for your user account" }).click();
    await bench.seeStatus("Go: off");
    await bench.toast("Go telemetry is now off").getByRole("button", { name: "Undo" }).waitFor();
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
    assert.equal(await onDisk(bench, "scripts/ship.sh"), "#!/bin/sh\nexport GOTELEMETRY=off\ngo build ./...\n");
  },

  "a hover says what a setting really does": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => write(project, script) });
    await bench.seeStatus("Go: local");
    await bench.openFile("ship.sh");
    await seeFinding(bench);
    await clickOn(bench, "GOTELEMETRY=off");
    const hover = bench.page.locator(".monaco-hover:visible").filter({ hasText: "On this machine: local" });
    await until("the hover is visible", async () => {
      await bench.palette("Show or Focus Hover");
      return isSeen(hover);
    });
    await hover.getByText("Go ignores GOTELEMETRY in the environment").first().waitFor();
  },

  "without Go in the folder, only a file that names telemetry is checked": async ({ open }) => {
    const bench = await open({
      ...quiet,
      prepare: async ({ home, project }) => {
        await rm(project, { recursive: true });
        await write(project, { "deploy.yaml": ["replicas: 1"], "ship.sh": script["scripts/ship.sh"], "README.md": ["# Notes"] });
        await listen({ home });
      },
    });
    await bench.openFile("README.md");
    await bench.openFile("deploy.yaml");
    await bench.openFile("ship.sh"); // the extension starts for scripts
    await seeFinding(bench);
    for (const name of ["deploy.yaml", "README.md"]) assert.ok(!(await heard(bench)).includes(name), `the server heard of ${name}`);

    // The server sees the file when it names the variable and is saved.
    await bench.openFile("deploy.yaml");
    await clickOn(bench, "replicas");
    await bench.page.keyboard.press("Control+Home");
    await bench.page.keyboard.type("# GOTELEMETRY is ignored");
    await bench.page.keyboard.press("Enter");
    await until("the server hears of the file", async () => {
      await bench.page.keyboard.press("Control+S");
      return (await heard(bench)).includes("deploy.yaml");
    });
    // A later save may be emptying the file right now.
    await until("the file is saved", async () => (await onDisk(bench, "deploy.yaml")).startsWith("# GOTELEMETRY"));
  },

  "the setting and .telemetry-ls.json silence findings": async ({ open }) => {
    const bench = await open({
      ...quiet,
      prepare: ({ project }) =>
        write(project, {
          ...script,
          "third_party/vendored.sh": ["export GOTELEMETRY=off"],
          ".telemetry-ls.json": ['{"lint": {"exclude": ["third_party/**"]}}'],
        }),
    });
    await bench.seeStatus("Go: local");
    await bench.openFile("vendored.sh");
    await bench.openFile("ship.sh");
    await seeFinding(bench);
    await bench.openFile("vendored.sh");
    await seeNoFinding(bench);
    await bench.openFile("ship.sh");
    await seeFinding(bench);
    await setOnMachine(bench.home, { "goTelemetry.lint": false });
    await seeNoFinding(bench);
    await setOnMachine(bench.home, {});
    await seeFinding(bench);
  },
};
