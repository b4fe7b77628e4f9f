// Tests the ways to the extension: a window without Go, the palette, the menu,
// the language status, the walkthrough, and what the commands make of the data.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeHistory } from "./fixture.mjs";
import { isSeen, until } from "./workbench.mjs";

const quiet = { telemetry: "off", mode: "local 2026-01-02" };
const rows = (bench) => bench.page.locator(".quick-input-list .monaco-list-row");

/** Makes a folder without Go, and without any file that starts the extension. */
async function withoutGo({ project }) {
  await rm(project, { recursive: true });
  await mkdir(project);
  await writeFile(path.join(project, "notes.txt"), "nothing\n");
}

async function assertNotOffered(bench, ...labels) {
  for (const label of labels) assert.equal(await rows(bench).filter({ hasText: label }).count(), 0, label);
}

export default {
  "in a window without Go, nothing runs until a command starts it": async ({ open }) => {
    for (const command of ["Switch Mode...", "Show Dashboard"]) {
      const bench = await open({ ...quiet, settings: { "goTelemetry.statusBar": "goFiles" }, prepare: withoutGo });
      await bench.openFile("notes.txt");
      // Once the palette offers the extension's commands, VS Code knows what would start it.
      await bench.offered("Go Telemetry: Show Dashboard");
      await bench.page.keyboard.press("Escape");
      assert.equal(await bench.status().count(), 0);
      assert.equal(await bench.log(), "");
      await bench.palette(`Go Telemetry: ${command}`);
      if (command === "Show Dashboard") {
        await bench.webview().getByText("local").first().waitFor();
      } else {
        await rows(bench).filter({ hasText: "current" }).filter({ hasText: "Local" }).waitFor();
        await bench.shot("switch-without-go");
        await bench.page.keyboard.press("ArrowDown");
        await bench.page.keyboard.press("Enter");
        await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
      }
      await bench.page.close();
    }
  },

  "the palette offers what would change the mode, by the names that people use": async ({ open }) => {
    const bench = await open(quiet);
    await bench.seeStatus("Go: local");
    await bench.offered("disable telemetry", "Go Telemetry: Disable Telemetry");
    await bench.shot("palette-disable");
    await bench.page.keyboard.press("Escape");
    await bench.palette("Go Telemetry: Disable Telemetry");
    await bench.seeStatus("Go: off");
    await bench.offered("Go Telemetry: Set", "Set to Local");
    await bench.page.keyboard.press("Escape");
    await bench.offered("Go Telemetry: Turn", "Turn On");
    await assertNotOffered(bench, "Turn Off");
    await bench.page.keyboard.press("Escape");
    await bench.palette("Go Telemetry: Set to Local");
    await bench.seeStatus("Go: local");
    await bench.offered("Go Telemetry: Turn", "Turn Off");
    await bench.page.keyboard.press("Escape");
    await bench.offered("Go Telemetry: S", "Show Dashboard");
    await assertNotOffered(bench, "Set to Local");
  },

  "a later message replaces the earlier, whose Undo no longer acts, and the tooltip covers none": async ({ open }) => {
    const bench = await open(quiet);
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Turn Off");
    await bench.toast("Go telemetry is now off").waitFor();
    await bench.palette("Go Telemetry: Set to Local");
    const latest = bench.toast("Go telemetry is now local");
    await latest.waitFor();
    const toasts = bench.page.locator(".notifications-toasts .notification-toast");
    await until("only the latest is shown", async () => (await toasts.count()) === 1);
    const tooltip = await (await bench.tooltip("Go telemetry: local")).boundingBox();
    const message = await latest.boundingBox();
    assert.ok(tooltip.x + tooltip.width <= message.x, JSON.stringify({ tooltip, message }));
    await bench.shot("tooltip-and-message");

    await bench.palette("Notifications: Show Notifications");
    const earlier = bench.page.locator(".notifications-center .monaco-list-row").filter({ hasText: "Go telemetry is now off" });
    await earlier.getByRole("button", { name: "Undo" }).click();
    await bench.page.locator(".statusbar-item").filter({ hasText: "this message is out of date" }).waitFor();
    assert.match(await bench.mode(), /^local /);
  },

  "Go files have a language status, and a problem is shown with what helps, whatever the setting says": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "OFF", settings: { "goTelemetry.statusBar": "goFiles" } });
    await bench.status().waitFor();
    await bench.clickInTooltip("Problem:", "Choose a mode");
    await rows(bench).filter({ hasText: "current" }).first().waitFor();
    await bench.shot("problem-mended");
    await bench.page.keyboard.press("Escape");
    await bench.run("go", ["telemetry", "local"]);
    await bench.status().waitFor({ state: "hidden" });
    await bench.openFile("main.go");
    await bench.seeStatus("Go: local");
    const menu = bench.page.locator('.statusbar-item[id="status.languageStatus"]');
    const entry = bench.page.locator(".hover-language-status").filter({ hasText: "Telemetry: local" });
    await until("the language status is shown", async () => {
      await bench.page.mouse.move(400, 300);
      await menu.hover();
      return isSeen(entry);
    });
    await bench.shot("language-status");
  },

  "the walkthrough has four steps, and the menu has undo, the default, crashes and the doctor": async ({ open }) => {
    const bench = await open(quiet);
    await bench.seeStatus("Go: local");
    await bench.status().click();
    const input = bench.page.locator(".quick-input-widget input.input:visible");
    for (const label of ["Undo Last Switch", "Default for New Environments...", "Show Crashes", "Check Environment"]) {
      await input.fill(label);
      await rows(bench).filter({ hasText: label }).first().waitFor();
    }
    await input.fill("Default for New");
    await bench.page.keyboard.press("Enter");
    await rows(bench).filter({ hasText: "Ask once in each environment" }).waitFor();
    await bench.shot("choose-default");
    await bench.page.locator(".quick-input-widget input.input:visible").fill("Off");
    await bench.page.keyboard.press("Enter");
    await until("the default is stored", async () => (await bench.userSettings())?.["goTelemetry.defaultMode"] === "off");
    assert.equal(await bench.mode(), "local 2026-01-02");

    await bench.palette("Welcome: Open Walkthrough...");
    const walkthroughs = bench.page.locator(".quick-input-widget input.input[placeholder*='walkthrough']:visible");
    await walkthroughs.fill("Go Telemetry");
    await rows(bench).filter({ hasText: "decide what leaves this machine" }).waitFor();
    await bench.page.keyboard.press("Enter");
    for (const title of ["What Go counts", "Choose a mode", "See your data", "A default for new machines"])
      await bench.page.locator(".getting-started-step").filter({ hasText: title }).waitFor();
    await bench.shot("walkthrough");
  },

  "exports the dashboard, and copies a crash as an issue": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ telemetry }) => writeHistory(telemetry, 3) });
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Copy Crash as Issue...");
    const text = await until("the issue is in the clipboard", async () => {
      const copied = await bench.page.evaluate(() => navigator.clipboard.readText());
      return copied.includes("gopls/bug") && copied;
    });
    for (const part of ["v0.23.0, built with go1.26.8 linux/amd64", "Last seen: week ending", "(*Snapshot).Load"])
      assert.ok(text.includes(part), `${part} in ${text}`);

    const target = path.join(bench.home, "mine.html");
    await mkdir(path.join(bench.home, "listed"));
    await bench.palette("Go Telemetry: Export Dashboard as HTML...");
    await bench.chooseFile(target, "Export the dashboard", "listed");
    await bench.toast("the dashboard is saved as").waitFor();
    assert.match(await readFile(target, "utf8"), /gopls/);
  },
};
