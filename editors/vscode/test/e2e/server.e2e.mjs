// The server's life: found, killed and back, missing; and its documents.
import assert from "node:assert/strict";
import { readdir, readlink } from "node:fs/promises";
import { until } from "./workbench.mjs";

/** The processes whose program lies under `dir`, by /proc. */
async function processesOf(dir) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const exe = await readlink(`/proc/${pid}/exe`).catch(() => "");
    if (exe.startsWith(dir)) found.push(Number(pid));
  }
  return found;
}

export default {
  "a killed server comes back, and says so when it does not": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go telemetry: local");
    const extensions = bench.server.extensions;
    const [first] = await until("the server runs", async () => {
      const pids = await processesOf(extensions);
      return pids.length > 0 && pids;
    });
    process.kill(first, "SIGKILL");
    await until("another server runs", async () => (await processesOf(extensions)).some((pid) => pid !== first));
    await bench.seeStatus("Go telemetry: local");
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go telemetry: off");

    // A server that always dies is given up, in words.
    const gaveUp = bench.toast("is not started again").first();
    await until("it is given up", async () => {
      for (const pid of await processesOf(extensions)) process.kill(pid, "SIGKILL");
      return gaveUp.isVisible();
    });
    await bench.shot("gave-up");
    await gaveUp.getByRole("button", { name: "Restart" }).click();
    await bench.seeStatus("Go telemetry: off");
  },

  "the explanation follows the mode, and the status is copied": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go telemetry: local");
    await bench.palette("Go Telemetry: Explain");
    const text = bench.webview().locator("body");
    await text.getByText(/local/).first().waitFor();
    await bench.shot("explanation");
    const before = await text.innerText();
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus("Go telemetry: off");
    await until("the document follows", async () => (await text.innerText()) !== before);

    await bench.palette("Go Telemetry: Copy Status");
    // The clipboard is the browser's, so what other tests copied may be in it.
    const copied = await until("the status of this home is in the clipboard", async () => {
      const text = await bench.page.evaluate(() => navigator.clipboard.readText());
      return text.includes(bench.home) && text;
    });
    assert.equal(JSON.parse(copied).mode, "off");
  },
};
