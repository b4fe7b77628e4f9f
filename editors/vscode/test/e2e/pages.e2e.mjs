// Tests the pages about the environment and about uploads.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { writeHistory } from "./fixture.mjs";
import { withGo } from "./workbench.mjs";

/** Opens a page by its label in the palette, and returns the page. */
async function openPage(bench, label, file) {
  await bench.palette(`Go Telemetry: ${label}`);
  await bench.page.locator(".tab.active").filter({ hasText: file }).waitFor();
  return bench.page.frameLocator("iframe.webview.ready:visible").last().frameLocator("iframe#active-frame").locator("body");
}

export default {
  "the doctor says what is wrong and what to do": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      env: { GOTELEMETRY: "off" },
      prepare: ({ home }) => withGo(home),
    });
    await bench.seeStatus("Go: local");
    const page = await openPage(bench, "Check Environment", "doctor.md");
    await page.getByText(/^1 of \d+ checks failed\.$/).waitFor();
    await bench.shot("page-doctor");
    const text = await page.innerText();
    assert.match(text, /✗ environment: the environment sets GOTELEMETRY=off, which Go ignores/);
    assert.match(text, /Hint: remove the variable and run: go telemetry off/);
    assert.match(text, /✓ go-command: go1\.\S+ \(\S+\) sees the same telemetry directory, and the mode local/);
    assert.match(text, /✓ directory: ~\/\.config\/go\/telemetry belongs to you/);
    // The page follows the mode.
    await bench.run("go", ["telemetry", "off"]);
    await page.getByText("and the mode off").waitFor();
  },

  "the uploads, with a link to the public data of each week": async ({ open }) => {
    let weeks;
    const bench = await open({
      telemetry: "off",
      mode: "on 2026-01-02",
      settings: { "goTelemetry.uploadConfig": "cached" },
      prepare: async ({ telemetry }) => {
        weeks = await writeHistory(telemetry, 4);
        await writeFile(path.join(telemetry, "local/upload.token"), "");
      },
    });
    await bench.seeStatus(/Go: on$/);
    const page = await openPage(bench, "Show Uploads", "uploads.md");
    const sent = weeks.at(-2);
    await page.getByText(`Last accepted upload: week ending ${sent}`).waitFor();
    await bench.shot("page-uploads");
    const text = await page.innerText();
    const parts = [`Week ending ${weeks.at(-1)}`, "Next try: after", "Accepted: 8 counters of 1 program", "Go keeps no log"];
    for (const part of parts) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    const address = `https://telemetry.go.dev/data/${sent}`;
    assert.deepEqual(await page.locator("a").evaluateAll((links) => links.map((link) => link.href)), [address]);
    // A click opens the browser; no request leaves this machine.
    await bench.page.context().route(address, (route) => route.fulfill({ body: "the public data" }));
    const opened = bench.page.context().waitForEvent("page", { timeout: patience });
    await page.locator("a").click();
    await (await opened).getByText("the public data").waitFor();
  },
};
