// The dashboard in the workbench: what it says, in light, dark and high contrast,
// for eyes, keyboards and screen readers; live, and unmoved by hostile names.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { hostile, writeHistory } from "./fixture.mjs";
import { shots, until } from "./workbench.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const themes = { light: "Light Modern", dark: "Dark Modern", "high-contrast": "Dark High Contrast" };

/** What axe finds in the frame of `body`. */
async function violations(body) {
  await body.evaluate((_, source) => (0, eval)(source), axe).catch(() => undefined);
  return body.evaluate(async (node) => {
    const result = await window.axe.run(node.ownerDocument, { resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" / ")}`);
  });
}

export default {
  "what was counted, in every theme, live, filtered, kept over a reload": async ({ open }) => {
    let weeks;
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "goTelemetry.uploadConfig": "cached" },
      prepare: async ({ telemetry }) => {
        weeks = await writeHistory(telemetry);
      },
    });
    await bench.seeStatus("Go telemetry: local");
    await bench.palette("Go Telemetry: Show Dashboard");
    await bench.page.keyboard.press("Control+B");
    const body = bench.webview().locator("body");
    await body.getByRole("heading", { name: "cmd/go", exact: true }).first().waitFor();
    await body.getByText("Withheld").first().waitFor();
    await body.locator(".chart canvas").first().waitFor();

    for (const [name, theme] of Object.entries(themes)) {
      await bench.chooseTheme(theme);
      const kind = { light: "vscode-light", dark: "vscode-dark", "high-contrast": "vscode-high-contrast" }[name];
      await bench.webview().locator(`body.${kind}`).waitFor();
      assert.deepEqual(await violations(body), [], `${name}: axe`);
      const wide = await body.evaluate((node) => node.ownerDocument.documentElement.scrollWidth - node.ownerDocument.documentElement.clientWidth);
      assert.ok(wide <= 0, `${name}: ${wide} px too wide`);
      await bench.shot(`dashboard-${name}`);
    }

    const text = await body.innerText();
    assert.ok(text.includes("golang.org/x/tools/gopls"));
    assert.ok(text.includes("<50ms") || text.includes("<10ms"), "percentiles");
    assert.ok(text.includes(weeks.at(-2)), "the sent week");

    // Names are text and nothing else.
    await body.evaluate((node) => node.ownerDocument.querySelectorAll("details").forEach((d) => (d.open = true)));
    const all = await until("all is unfolded", async () => {
      const now = await body.innerText();
      return now.includes("(*Snapshot).Load") && now;
    });
    for (const name of Object.values(hostile)) assert.ok(all.includes(name), `${name} is shown as it is`);
    const markup = await body.evaluate((node) => ({ images: node.querySelectorAll("img").length, links: node.querySelectorAll("a").length, scripts: node.querySelectorAll("#dashboard script").length, title: node.ownerDocument.title }));
    assert.deepEqual({ ...markup, title: "" }, { images: 0, links: 0, scripts: 0, title: "" });
    assert.notEqual(markup.title, "owned");
    await bench.shot("dashboard-unfolded");

    // A real build shows within the next looks.
    const before = await body.locator(".tile strong").first().innerText();
    await bench.run("go", ["build", "./..."]);
    await until("the build is counted", async () => (await body.locator(".tile strong").first().innerText()) !== before);

    await body.getByLabel("Filter").fill("gopls latency");
    await body.getByRole("heading", { name: "cmd/go", exact: true }).waitFor({ state: "detached" });
    await bench.reload();
    const again = bench.webview().locator("body");
    await again.getByRole("heading", { name: "golang.org/x/tools/gopls", exact: true }).first().waitFor();
    assert.equal(await again.getByLabel("Filter").inputValue(), "gopls latency");
    assert.equal(await again.getByRole("heading", { name: "cmd/go", exact: true }).count(), 0);
  },

  "the page as one file, in a browser": async ({ browser }) => {
    const dir = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-page-"));
    const context = await browser.newContext({ viewport: { width: 900, height: 900 }, colorScheme: "dark" });
    try {
      await writeHistory(path.join(dir, "telemetry"));
      const ask = async (command) => JSON.parse((await promisify(execFile)(process.env.SERVER, [command, "--json", "--telemetry-dir", path.join(dir, "telemetry")], { env: { ...process.env, HOME: dir, XDG_CONFIG_HOME: "" } })).stdout);
      const data = { status: await ask("status"), summary: await ask("summary"), preview: await ask("preview") };
      const template = await readFile(new URL("../../../../dashboard/page.html", import.meta.url), "utf8");
      const placeholder = '{"status":null,"summary":null,"preview":null}';
      assert.equal(template.split(placeholder).length, 2, "one place for the data");
      const file = path.join(dir, "dashboard.html");
      await writeFile(file, template.replace(placeholder, () => JSON.stringify(data).replaceAll("<", "\\u003c")));
      const page = await context.newPage();
      const complaints = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(`file://${file}`);
      await page.getByRole("heading", { name: "cmd/go", exact: true }).first().waitFor();
      for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page.locator("body")), [], colorScheme);
        await mkdir(shots, { recursive: true });
        await page.screenshot({ path: path.join(shots, `page-${colorScheme}.png`), fullPage: true });
      }
      // By the keyboard alone: to the sections, and a fold of one.
      await page.getByRole("button", { name: "Crashes" }).focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("(*View).work", { exact: false }).first().waitFor();
      await page.setViewportSize({ width: 360, height: 800 });
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await until("nothing is wider than a narrow window", async () => (await wide()) <= 0);
      assert.equal(await page.title(), "Go telemetry");
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
      await rm(dir, { recursive: true, force: true });
    }
  },

  "the documents": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02", prepare: ({ telemetry }) => writeHistory(telemetry).then(() => undefined) });
    await bench.seeStatus("Go telemetry: local");
    for (const [label, tab, text] of [
      ["Show Counter Summary", "summary.md", "cmd/go"],
      ["Preview Upload", "preview.md", "upload"],
      ["Show Sent Reports", "sent.md", "cmd/go"],
      ["Show Local Files", "files.md", "weekends"],
    ]) {
      await bench.palette(`Go Telemetry: ${label}`);
      await bench.page.locator(".tab.active").filter({ hasText: tab }).waitFor();
      const body = bench.page.frameLocator("iframe.webview.ready:visible").last().frameLocator("iframe#active-frame").locator("body");
      await body.getByText(text).first().waitFor();
      assert.equal(await body.locator("img[src=x]").count(), 0);
      await bench.shot(`document-${tab.replace(".md", "")}`);
    }
  },
};
