// Tests how the extension handles a server that is killed or restarts, and the server's
// pages.
import assert from "node:assert/strict";
import { copyFile, readdir, readlink, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { useServer, writeScript } from "./home.mjs";
import { until } from "./workbench.mjs";

/** Returns the processes whose program is in `dir`, according to /proc. */
async function processesOf(dir) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const exe = await readlink(`/proc/${pid}/exe`).catch(() => "");
    if (exe.startsWith(dir)) found.push(Number(pid));
  }
  return found;
}

export default {
  "restarts a killed server, and says so when it gives up": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go: local");
    const extensions = bench.server.extensions;
    const [first] = await until("the server runs", async () => {
      const pids = await processesOf(extensions);
      return pids.length > 0 && pids;
    });
    process.kill(first, "SIGKILL");
    await until("another server runs", async () => (await processesOf(extensions)).some((pid) => pid !== first));
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go: off");

    // The extension gives up a server that keeps crashing, and says so.
    const gaveUp = bench.toast("keeps crashing").first();
    await until("the extension gives up", async () => {
      for (const pid of await processesOf(extensions)) process.kill(pid, "SIGKILL");
      return gaveUp.isVisible();
    });
    await bench.shot("gave-up");
    await gaveUp.getByRole("button", { name: "Restart" }).click();
    await bench.seeStatus("Go: off");
  },

  "while the server restarts, the palette keeps its commands, which wait for it": async ({ open }) => {
    const hold = (home) => path.join(home, "hold");
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => {
        const waiting = `while [ -e '${hold(home)}' ]; do sleep 0.1; done`;
        await copyFile(process.env.SERVER, path.join(home, "real"));
        await useServer(home, await writeScript(path.join(home, "mine"), waiting, `exec '${home}/real' "$@"`));
      },
    });
    await bench.seeStatus("Go: local");
    await writeFile(hold(bench.home), "");
    for (const pid of await processesOf(path.join(bench.home, "real"))) process.kill(pid, "SIGKILL");
    await bench.status().filter({ hasNotText: "local" }).waitFor();
    // An open palette doesn't update its commands.
    await bench.openPalette("Go Telemetry: Turn Off");
    const rows = bench.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Go Telemetry: Turn Off" }).first().waitFor();
    await bench.page.keyboard.press("Enter");
    await rm(hold(bench.home));
    await bench.seeStatus("Go: off");
  },

  "updates the explanation after a switch, and copies the status": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Explain");
    const text = bench.webview().locator("body");
    await text.getByText(/local/).first().waitFor();
    await bench.shot("explanation");
    const before = await text.innerText();
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus("Go: off");
    await until("the page is updated", async () => (await text.innerText()) !== before);

    await bench.palette("Go Telemetry: Copy Status");
    // The clipboard is the browser's, so what other tests copied may be in it.
    const copied = await until("the status of this home is in the clipboard", async () => {
      const text = await bench.page.evaluate(() => navigator.clipboard.readText());
      return text.includes(bench.home) && text;
    });
    assert.equal(JSON.parse(copied).mode, "off");
  },
};
