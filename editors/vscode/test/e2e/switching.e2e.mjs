// Tests how to switch the mode, in the palette, in the menu and outside VS Code, and how to
// undo a switch.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { cache } from "../../../../scripts/vscode/server.mjs";
import { packGoExtension } from "./fakes.mjs";
import { until } from "./workbench.mjs";

/** Starts a real gopls as the test's user; it counts if their mode says so. */
function startGopls({ home, project }) {
  const env = { ...process.env, HOME: home };
  delete env.XDG_CONFIG_HOME;
  return spawn(path.join(cache, "bin/gopls"), ["serve"], { env, cwd: project, stdio: ["pipe", "ignore", "ignore"] });
}

const today = () => new Date().toISOString().slice(0, 10);

export default {
  "follows the palette, Undo, and a go command elsewhere": async ({ open }) => {
    const bench = await open({ mode: "local 2026-01-02", telemetry: "off" });
    await bench.seeStatus("Go: local");
    await bench.shot("status");

    // From the palette, then undo.
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go: off");
    assert.equal(await bench.mode(), `off ${today()}`);
    await bench.toast("Go telemetry is now off").waitFor();
    await bench.shot("undo");
    await bench.answer("Go telemetry is now off", "Undo");
    await bench.seeStatus("Go: local");

    // With a go command elsewhere.
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus("Go: off");
  },

  "switches to on from the menu only after the facts": async ({ open }) => {
    const bench = await open({ mode: "off 2026-01-02", telemetry: "off" });
    await bench.seeStatus("Go: off");
    await bench.status().click();
    const current = bench.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "current" });
    await current.filter({ hasText: "Off" }).waitFor();
    await bench.shot("menu");
    await bench.page.locator(".quick-input-widget input.input:visible").fill("upload weekly");
    await bench.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: "On" }).waitFor();
    await bench.page.keyboard.press("Enter");
    await bench.modal().getByText("published as a public data set").waitFor();
    await bench.shot("notice");
    assert.equal(await bench.mode(), "off 2026-01-02");
    await bench.modal().getByRole("button", { name: "Cancel" }).click();
    await bench.modal().waitFor({ state: "detached" });
    assert.equal(await bench.mode(), "off 2026-01-02");

    await bench.palette("Go Telemetry: Turn On");
    await bench.modal().getByRole("button", { name: "Turn On" }).click();
    await bench.seeStatus("Go: on");
    assert.equal(await bench.mode(), `on ${today()}`);

    const hover = await bench.tooltip("Go telemetry: on");
    await hover.getByText("Switch mode").waitFor();
    await bench.shot("tooltip");
  },

  "names the programs that still count, and restarts gopls": async ({ open }) => {
    const vsix = await packGoExtension(path.join(await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-go-")), "go.vsix"));
    const bench = await open({ mode: "local 2026-01-02", telemetry: "off", more: [vsix] });
    await rm(path.dirname(vsix), { recursive: true });
    const gopls = startGopls(bench);
    try {
      await bench.seeStatus("Go: local");
      await until("gopls counts", async () => {
        const files = await readdir(path.join(bench.telemetry, "local")).catch(() => []);
        return files.some((name) => name.startsWith("gopls@"));
      });
      await bench.palette("Go Telemetry: Turn Off");
      const off = bench.toast("Go telemetry is now off").first();
      await off.getByText("Still counting: gopls v").waitFor();
      await bench.shot("still-counting");
      await off.getByRole("button", { name: "Restart gopls" }).click();
      const restarted = path.join(bench.home, "restarted");
      await until("gopls is restarted", () => readFile(restarted, "utf8").catch(() => ""));
      await off.waitFor({ state: "detached" });
      assert.equal(await bench.page.locator(".notification-toast").count(), 0, "a switch shows only one message");

      // An undo that switches back to off does the same.
      await bench.palette("Go Telemetry: Set to Local");
      await bench.answer("Go telemetry is now local", "Undo");
      const again = bench.toast("Go telemetry is off again. Still counting: gopls v").first();
      await again.getByRole("button", { name: "Restart gopls" }).waitFor();
    } finally {
      gopls.kill("SIGKILL");
    }

    // From off to local: the programs that are running don't count yet, so none is named.
    await bench.palette("Go Telemetry: Set to Local");
    const local = bench.toast("Go telemetry is now local").first();
    await local.getByText("Programs that are already running follow once they are restarted.").waitFor();
    await local.getByRole("button", { name: "Restart gopls" }).waitFor();
    await bench.shot("follow-once-restarted");
  },

  "undoes the first choice of a mode": async ({ open }) => {
    const bench = await open({ telemetry: "off" });
    await bench.seeStatus("Go: local (default)");
    await bench.palette("Go Telemetry: Keep Local");
    await bench.answer("Go telemetry is now local", "Undo");
    await bench.seeStatus("Go: local (default)");
    await until("the mode file is gone", async () => (await bench.mode()) === undefined);
  },

  "says why a mode can't be saved": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      // A file in place of the directory, because even root can't write into that.
      prepare: async ({ telemetry }) => {
        await rm(path.dirname(telemetry), { recursive: true });
        await writeFile(path.dirname(telemetry), "");
      },
    });
    await bench.status().waitFor();
    await bench.palette("Go Telemetry: Turn Off");
    await bench
      .toast(/not a directory|cannot be/i)
      .first()
      .waitFor();
    await bench.shot("not-saved");
  },
};
