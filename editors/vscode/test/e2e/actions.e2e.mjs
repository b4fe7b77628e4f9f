// Tests the entry of the menus of code actions that lets you choose a mode.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { actions, clickOn } from "./menus.mjs";
import { until } from "./workbench.mjs";

const entry = "Go telemetry: switch mode...";

/** Opens the menu of quick fixes on a word of a file. */
async function menuOn(bench, file, word) {
  await bench.openFile(file);
  await clickOn(bench, word);
  return actions(bench, () => bench.page.keyboard.press("Control+."));
}

export default {
  "Ctrl+. in main.go, in go.mod and on a finding offers to switch the mode": async ({ open }) => {
    const bench = await open({
      mode: "local 2026-01-02",
      telemetry: "off",
      prepare: async ({ project }) => {
        await mkdir(path.join(project, "scripts"));
        await writeFile(path.join(project, "scripts/ship.sh"), "#!/bin/sh\nexport GOTELEMETRY=off\n");
      },
    });
    await bench.seeStatus("Go: local");
    for (const [file, word] of [
      ["main.go", "package"],
      ["go.mod", "module"],
    ]) {
      const rows = await menuOn(bench, file, word);
      await rows.filter({ hasText: entry }).waitFor();
      await bench.shot(`actions-${file}`);
      await bench.page.keyboard.press("Escape");
      await rows.first().waitFor({ state: "detached" });
    }

    await bench.openFile("ship.sh");
    await bench.page.locator(".editor-instance .squiggly-warning").first().waitFor();
    const rows = await menuOn(bench, "ship.sh", "GOTELEMETRY=off");
    await rows.filter({ hasText: "Remove GOTELEMETRY" }).first().waitFor();
    await bench.shot("actions-finding");
    await rows.filter({ hasText: entry }).click();
    const question = bench.toast("Go telemetry is local in this environment. Which mode do you want?").first();
    await question.waitFor();
    assert.equal(await bench.mode(), "local 2026-01-02", "the entry asks, and switches nothing itself");
    await question.getByRole("button", { name: "Off", exact: true }).click();
    await bench.seeStatus(/Go: off$/);
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
  },

  "saving a file with a repository's settings runs no action that switches": async ({ open }) => {
    const bench = await open({
      mode: "local 2026-01-02",
      telemetry: "off",
      prepare: async ({ project }) => {
        await mkdir(path.join(project, ".vscode"));
        const onSave = { "": "always", source: "always", "source.goTelemetry": "always", "source.goTelemetry.off": "always" };
        await writeFile(path.join(project, ".vscode/settings.json"), JSON.stringify({ "editor.codeActionsOnSave": onSave }));
      },
    });
    await bench.seeStatus("Go: local");
    await bench.openFile("main.go");
    await clickOn(bench, "package");
    await bench.page.keyboard.press("Home");
    await bench.page.keyboard.type("// saved\n");
    await bench.palette("File: Save");
    await bench.page.locator(".tab.active:not(.dirty)").filter({ hasText: "main.go" }).waitFor();
    // If the save ran anything, the server has done it before it answers this.
    await bench.palette("Go Telemetry: Copy Status");
    await bench.page.locator(".statusbar-item").filter({ hasText: "the status is in the clipboard" }).waitFor();
    assert.equal(await bench.page.locator(".notification-toast").count(), 0);
    assert.equal(await bench.mode(), "local 2026-01-02");
  },
};
