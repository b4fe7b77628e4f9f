// Tests the dashboard in the workbench and as a standalone page: its content in light,
// dark and high-contrast themes, its accessibility, its live updates, and hostile names.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { violations } from "./axe.mjs";
import { hostile, writeHistory } from "./fixture.mjs";
import { unfold, weekDays } from "./page.mjs";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { shots, until } from "./workbench.mjs";

const themes = {
  light: ["Light Modern", "vscode-light"],
  dark: ["Dark Modern", "vscode-dark"],
  "high-contrast": ["Dark High Contrast", "vscode-high-contrast"],
  "high-contrast-light": ["Light High Contrast", "vscode-high-contrast-light"],
};

/** Opens the dashboard of a user with several weeks of data, and returns its body. */
async function withHistory(open) {
  let weeks;
  const bench = await open({
    telemetry: "off",
    mode: "local 2026-01-02",
    settings: { "goTelemetry.uploadConfig": "cached", "goTelemetry.summaryWeeks": 9 },
    prepare: async ({ telemetry }) => {
      weeks = await writeHistory(telemetry);
    },
  });
  await bench.seeStatus("Go: local");
  await bench.palette("Go Telemetry: Show Dashboard");
  await bench.page.keyboard.press("Control+B");
  const body = bench.webview().locator("body");
  await body.getByRole("heading", { name: "go command", exact: true }).first().waitFor();
  await body.locator(".chart svg").first().waitFor();
  return { bench, body, weeks };
}

async function seeInAllThemes(bench, body, name) {
  for (const [kind, [label, className]] of Object.entries(themes)) {
    await bench.chooseTheme(label);
    await bench.webview().locator(`body.${className}`).waitFor();
    assert.deepEqual(await violations(body), [], `${kind}: axe`);
    const wide = await body.evaluate(
      (node) => node.ownerDocument.documentElement.scrollWidth - node.ownerDocument.documentElement.clientWidth,
    );
    assert.ok(wide <= 0, `${kind}: ${wide} px too wide`);
    await bench.shot(`${name}-${kind}`);
  }
}

/** Opens every fold, and asks for the rest of every list. */
const unfoldAll = (body) =>
  until("everything is open", () =>
    body.evaluate((node) => {
      const closed = [...node.ownerDocument.querySelectorAll("details:not([open])")];
      const more = [...node.ownerDocument.querySelectorAll("button.more")];
      for (const fold of closed) fold.open = true;
      for (const button of more) button.click();
      return closed.length + more.length === 0;
    }),
  );

/** Opens the numbers of the go command's chart, and returns the weeks in them. */
const weeksShown = (page) => page.locator('[data-key="numbers cmd/go"] tbody tr td:first-child').allTextContents();

export default {
  "shows what was counted, in every theme": async ({ open }) => {
    const { bench, body, weeks } = await withHistory(open);
    await body.getByText("Local. Nothing leaves this machine.").waitFor();
    for (let i = 0; i < 6; i++) await bench.run("go", ["version"]);
    for (const subcommand of ["build", "vet"]) await bench.run("go", [subcommand, "./..."]);
    await body.getByText("This week so far: go command 8 runs (build 1, vet 1, version 6).").waitFor();
    await seeInAllThemes(bench, body, "dashboard");
    await unfold(body, "gopls", "Preview: what would be uploaded");
    await body.getByText("Latency", { exact: true }).waitFor();
    assert.match(await body.innerText(), /<10ms\s+<50ms\s+<100ms\s+2,670/, "percentiles");
    // The counters of a week come when it opens.
    await unfold(body, weekDays(weeks.at(-2)));
    await body.getByText("Uploaded", { exact: false }).first().waitFor();
    await body.locator("td").filter({ hasText: "go/subcommand:build" }).first().waitFor();
    assert.deepEqual(await violations(body), [], "axe with open folds");
  },

  "shows names as plain text, and blocks injected scripts and requests": async ({ open }) => {
    const { bench, body } = await withHistory(open);
    await unfoldAll(body);
    const all = await until("all sections are open", async () => {
      const now = await body.innerText();
      return now.includes("(*Snapshot).Load") && now;
    });
    for (const name of Object.values(hostile)) assert.ok(all.includes(name), `${name} is not shown literally`);
    const markup = await body.evaluate((node) => ({
      images: node.querySelectorAll("img").length,
      links: node.querySelectorAll("a").length,
      scripts: node.querySelectorAll("#dashboard script").length,
    }));
    assert.deepEqual(markup, { images: 0, links: 0, scripts: 0 });
    await bench.shot("dashboard-unfolded");

    // Injected markup could neither run nor reach anything.
    const refused = await body.evaluate(async (node) => {
      const { head, defaultView: window } = node.ownerDocument;
      const refused = [];
      node.ownerDocument.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      const add = (tag, set) => head.append(Object.assign(node.ownerDocument.createElement(tag), set));
      add("script", { textContent: "window.owned = true" });
      add("img", { src: "http://127.0.0.1:9/x.png" });
      add("style", { textContent: "body { display: none }" });
      await window.fetch("http://127.0.0.1:9/").catch(() => undefined);
      await new Promise((resolve) => window.setTimeout(resolve));
      return { refused: refused.sort(), owned: window.owned ?? false, hidden: window.getComputedStyle(node).display === "none" };
    });
    assert.deepEqual(refused, { refused: ["connect-src", "img-src", "script-src-elem", "style-src-elem"], owned: false, hidden: false });
  },

  "updates live, and keeps the filter and the number of weeks after a reload": async ({ open }) => {
    const { bench, body, weeks } = await withHistory(open);
    await bench.run("go", ["build", "./..."]);
    await body.getByText(/This week so far: go command \d+ runs? \(build 1/).waitFor();

    const shown = weeksShown;
    await unfold(body, "Numbers");
    await until("the weeks are shown", async () => (await shown(body)).length === weeks.length + 1);
    assert.equal(await body.getByLabel("Show", { exact: true }).inputValue(), "9", "the number in the settings");
    await body.getByLabel("Show", { exact: true }).selectOption("4 weeks");
    await until("four weeks are shown", async () => (await shown(body)).length === 4);
    await body.getByLabel("Filter").fill("gopls latency");
    await body.getByRole("heading", { name: "go command", exact: true }).waitFor({ state: "detached" });
    await bench.reload();
    const again = bench.webview().locator("body");
    await again.getByRole("heading", { name: "gopls", exact: true }).first().waitFor();
    assert.equal(await again.getByLabel("Filter").inputValue(), "gopls latency");
    assert.equal(await again.getByRole("heading", { name: "go command", exact: true }).count(), 0);
    await again.getByLabel("Filter").fill("no such counter");
    await again.getByText("No counter matches the filter.").waitFor();
    await again.getByLabel("Filter").fill("");
    await until("four weeks are shown, in the fold that was open", async () => (await shown(again)).length === 4);
  },

  "says that nothing was counted yet": async ({ open }) => {
    const bench = await open({ telemetry: "off" });
    await bench.seeStatus("Go: local (default)");
    await bench.palette("Go Telemetry: Show Dashboard");
    const body = bench.webview().locator("body");
    await body.getByText("Nothing was counted in the weeks shown. Go counts when its tools run").waitFor();
    await body.getByText("Local (default). Nothing leaves this machine.").waitFor();
    assert.deepEqual(await body.locator("h2").allInnerTexts(), ["This week"], "no section only says none");
    assert.deepEqual(await violations(body), []);
    await bench.shot("dashboard-empty");
    await bench.palette("Go Telemetry: Turn Off");
    await body.getByText("Nothing was counted in the weeks shown. The mode is off.").waitFor();
  },

  "the standalone page works in a browser": async ({ browser }) => {
    const dir = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-page-"));
    const context = await browser.newContext({ viewport: { width: 900, height: 900 }, colorScheme: "dark" });
    try {
      await writeHistory(path.join(dir, "telemetry"));
      const file = path.join(dir, "dashboard.html");
      await promisify(execFile)(process.env.SERVER, ["dashboard", "--html", file, "--telemetry-dir", path.join(dir, "telemetry")], {
        env: { ...process.env, HOME: dir, XDG_CONFIG_HOME: "" },
      });
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      const complaints = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(`file://${file}`);
      await page.getByRole("heading", { name: "go command", exact: true }).first().waitFor();
      assert.equal(await page.getByRole("button", { name: "Switch mode" }).count(), 0, "a browser has no commands");
      for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page.locator("body")), [], colorScheme);
        await mkdir(shots, { recursive: true });
        await page.screenshot({ path: path.join(shots, `page-${colorScheme}.png`), fullPage: true });
      }
      // With only the keyboard, jump to a section and open a stack in it.
      await page.getByRole("button", { name: "Crashes" }).focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("(*View).work", { exact: false }).first().waitFor();
      await page.setViewportSize({ width: 360, height: 800 });
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await until("the page fits a narrow window", async () => (await wide()) <= 0);
      assert.equal(await page.title(), "Go telemetry");
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
      await rm(dir, { recursive: true, force: true });
    }
  },

  "the standalone page has the server's numbers for all weeks and for the last ones": async ({ browser }) => {
    const dir = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-weeks-"));
    const context = await browser.newContext();
    const server = async (...args) => {
      const env = { ...process.env, HOME: dir, XDG_CONFIG_HOME: "" };
      const { stdout } = await promisify(execFile)(process.env.SERVER, [...args, "--telemetry-dir", path.join(dir, "telemetry")], { env });
      return stdout;
    };
    try {
      await writeHistory(path.join(dir, "telemetry"), 18);
      const file = path.join(dir, "dashboard.html");
      await server("dashboard", "--html", file, "--weeks", "30");
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await page.goto(`file://${file}`);
      const rows = page.locator('[data-key="numbers cmd/go"] tbody tr');
      const choice = page.getByLabel("Show", { exact: true });
      const latency = page.getByRole("row", { name: /completion/ }).locator("td");
      await unfold(page.locator("body"), "Numbers", "gopls");
      await rows.first().waitFor();
      assert.equal(await rows.count(), 18);
      assert.deepEqual(await choice.locator("option").allTextContents(), ["4 weeks", "8 weeks", "13 weeks", "18 weeks"]);
      const versions = page.locator("summary").filter({ hasText: "Versions" });
      await versions.first().waitFor();
      assert.equal(await versions.count(), 2);

      const seen = [];
      for (const weeks of [18, 4]) {
        await choice.selectOption(`${weeks} weeks`);
        await until(`${weeks} weeks are shown`, async () => (await rows.count()) === weeks);
        const { programs } = JSON.parse(await server("summary", "--json", "--weeks", String(weeks)));
        const gopls = programs.find(({ program }) => program.endsWith("/gopls"));
        const { percentiles, total } = gopls.charts.find(({ kind }) => kind === "histogram");
        const want = [percentiles.p50, percentiles.p90, percentiles.p99, total.toLocaleString("en-US")];
        assert.deepEqual((await latency.allTextContents()).slice(1), want, `${weeks} weeks`);
        seen.push(percentiles.p99);
      }
      assert.notEqual(seen[0], seen[1], "the last weeks have the same percentiles as all weeks, so the test proves nothing");
      assert.equal(await versions.count(), 0, "versions are known only for all weeks together");
    } finally {
      await context.close();
      await rm(dir, { recursive: true, force: true });
    }
  },

  "the other pages show their content": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: ({ telemetry }) => writeHistory(telemetry).then(() => undefined),
    });
    await bench.seeStatus("Go: local");
    for (const [label, tab, text] of [
      ["Show Counter Summary", "summary.md", "cmd/go"],
      ["Preview Upload", "preview.md", "upload"],
      ["Show Uploads", "uploads.md", "cmd/go"],
      ["Show Local Files", "files.md", "weekends"],
    ]) {
      await bench.palette(`Go Telemetry: ${label}`);
      await bench.page.locator(".tab.active").filter({ hasText: tab }).waitFor();
      const body = bench.page.frameLocator("iframe.webview.ready:visible").last().frameLocator("iframe#active-frame").locator("body");
      await body.getByText(text).first().waitFor();
      assert.equal(await body.locator("img[src=x]").count(), 0);
      await bench.shot(`page-${tab.replace(".md", "")}`);
    }
  },
};
