// Tests the status bar item: when it is visible, and the text and links in its tooltip.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeHistory } from "./fixture.mjs";
import { setOnMachine } from "./home.mjs";
import { until } from "./workbench.mjs";

const show = (home, when) => setOnMachine(home, { "goTelemetry.statusBar": when });

export default {
  "is visible always, in Go files, or if there is a problem": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02", prepare: ({ home }) => show(home, "always") });
    const gone = () => bench.status().waitFor({ state: "hidden" });
    await bench.seeStatus("Go: local");

    await show(bench.home, "goFiles");
    await gone();
    await bench.openFile("main.go");
    await bench.seeStatus("Go: local");
    await bench.openFile("build.sh");
    await gone();

    await show(bench.home, "problems");
    await bench.openFile("go.mod");
    await gone();
    await writeFile(path.join(bench.telemetry, "mode"), "OFF");
    await bench.status().waitFor();
    const warning = bench.status().and(bench.page.locator(".warning-kind"));
    await warning.waitFor();
    assert.equal(await warning.locator(".codicon-warning").count(), 1);
    await bench.shot("status-problem");
    await rm(path.join(bench.telemetry, "mode"));
    await gone();

    await show(bench.home, "always");
    await bench.seeStatus("Go: local (default)");
  },

  "its tooltip names the environment and links to the pages": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go: local");
    const text = (await bench.tooltipText("Go telemetry: local")).replaceAll("\u00a0", " ");
    for (const part of ["2026-01-02", bench.telemetry, "This is the telemetry of the remote machine"])
      assert.ok(text.includes(part), `${part} in ${text}`);
    await bench.clickInTooltip("Go telemetry: local", "Dashboard");
    await bench.webview().getByRole("heading", { name: "Go telemetry", exact: true }).waitFor();
    await bench.clickInTooltip("Go telemetry: local", "What is this?");
    await bench.page.locator(".tab.active").filter({ hasText: "explanation.md" }).waitFor();
    await bench.clickInTooltip("Go telemetry: local", "Switch mode");
    const current = bench.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: "current" });
    await current.filter({ hasText: "Local" }).waitFor();
    // The current mode is selected at first, so Enter changes nothing.
    await bench.page.keyboard.press("Enter");
    await bench.toast("Go telemetry is already local, since 2026-01-02").waitFor();
    assert.equal(await bench.mode(), "local 2026-01-02");
  },

  "its tooltip says what was counted this week, and when uploads were and will be": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "goTelemetry.uploadConfig": "cached" },
      prepare: async ({ telemetry }) => void (await writeHistory(telemetry, 4)),
    });
    await bench.seeStatus("Go: local");
    for (const args of [["version"], ["version"], ["build", "./..."]]) await bench.run("go", args);
    await writeFile(path.join(bench.telemetry, "mode"), "on 2026-01-02");
    await bench.seeStatus("Go: on");
    // Go records nothing but the file of the upload, whose time is that of the upload.
    const today = new Date().toISOString().slice(0, 10);
    const parts = ["This week so far: go command 3 runs (build 1, version 2).", `Last upload: ${today}`, "Next upload: "];
    await until("the tooltip has all of it", async () => {
      const text = (await bench.tooltipText("Go telemetry: on")).replaceAll("\u00a0", " ");
      return parts.every((part) => text.includes(part));
    });
    await bench.shot("readme-status", { x: 0, y: 430, width: 700, height: 370 });
  },

  "works in a workspace whose files are not on disk": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.page.goto(bench.server.url("tmp:/"));
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go: off");
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
  },
};
