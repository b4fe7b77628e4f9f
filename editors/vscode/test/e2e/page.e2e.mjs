// Tests the dashboard's page without a workbench: what it answers in each state, what an
// update leaves alone, and how large and how fast it is with two years of data.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { violations } from "./axe.mjs";
import { calm, openPage, scratchServer, smallSummary } from "./page.mjs";
import { writeTwoYears } from "./twoyears.mjs";
import { shots, until } from "./workbench.mjs";

const running = { phase: { kind: "running" }, status: calm, weeks: 8 };
const week = (name, state, more = {}) => ({
  week: name,
  state,
  wouldUpload: false,
  reasons: [],
  report: null,
  sampled: 0,
  withheld: 0,
  programs: null,
  ...more,
});
const preview = {
  mode: "on",
  since: "2026-10-02",
  config: { version: "v0.115.0", source: "cache", date: "2026-08-20", stale: false },
  nextUpload: "2026-12-06",
  nextWeek: "2026-11-29",
  uploads: { lastWeek: "2026-11-22", lastAt: "2026-11-23T10:00:00Z", waiting: [], blocked: [] },
  weeks: [
    week("2026-11-22", "sent", { report: 40, programs: 3 }),
    week("2026-11-29", "collecting", { wouldUpload: true, report: 41, programs: 3, withheld: 3 }),
  ],
};
const quiet = { ...preview, mode: "local", nextUpload: null, nextWeek: null };
const on = { ...calm, mode: "on" };
const lock = { code: "upload-blocked", message: "a lock is left over", hint: "delete it" };
const platform = { code: "unsupported-platform", message: "Go telemetry doesn't work here", hint: "" };
const year = new Date().getUTCFullYear() === 2026 ? "" : ", 2026";

/** The states of the page: what it is given, what it says, and the button that stands out, if any. */
const states = {
  loading: { parts: {}, says: ["Reading Go telemetry..."] },
  local: {
    parts: { ...running, summary: smallSummary(), preview: quiet },
    says: ["Local. Nothing leaves this machine.", "This week so far: go command 8 runs", "Last", "Earlier weeks"],
    button: null,
  },
  on: {
    parts: { ...running, status: on, summary: smallSummary([20, 31, 0, 12, 44, 51, 38, 8]), preview },
    says: [`On. Next upload Dec 6${year}: 41 counters of 3 programs so far.`, `Oct 2${year}`, "telemetry.go.dev"],
    button: "Preview",
  },
  problem: {
    parts: { ...running, status: { ...on, problems: [lock] }, summary: smallSummary(), preview },
    says: ["A lock is left over. Delete it."],
    button: "Show uploads",
  },
  lost: {
    parts: { ...running, phase: { kind: "stopped", reason: "The server keeps crashing." }, summary: smallSummary(), preview: quiet },
    says: ["The server keeps crashing."],
    button: "Restart",
  },
  unsupported: {
    parts: { ...running, status: { ...on, supported: false, problems: [platform] }, summary: smallSummary(), preview },
    says: ["On. Go uploads nothing on this platform.", "Go telemetry doesn't work here."],
  },
  "one-week": {
    parts: { ...running, summary: smallSummary([0, 0, 8]), preview: quiet },
    says: [`8 runs, all in the week Nov 22-28${year}, so far.`],
  },
  empty: {
    parts: { ...running, summary: { ...smallSummary([]), programs: [], groups: [] }, preview: { ...quiet, weeks: [], uploads: undefined } },
    says: ["Nothing was counted in the weeks shown. Go counts when its tools run."],
  },
};

async function takeShot(page, name) {
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `page-${name}.png`), fullPage: true });
}

export default {
  "answers first, in each state, in dark and light, at 300 px and at 200 % zoom": async ({ browser }) => {
    const shapes = { dark: {}, light: { dark: false }, narrow: { width: 300 }, zoomed: { width: 1280, height: 800, zoom: 2 } };
    for (const [name, { parts, says, button }] of Object.entries(states)) {
      for (const [shape, options] of Object.entries(shapes)) {
        const { page, tooWide, complaints, close } = await openPage(browser, { parts, ...options });
        const body = page.locator("body");
        for (const text of says) await body.getByText(text).first().waitFor();
        const first = page.locator("button.first");
        if (button !== undefined) assert.equal((await first.allInnerTexts()).at(0) ?? null, button, name);
        assert.ok((await tooWide()) <= 0, `${name}, ${shape}: too wide`);
        assert.deepEqual(await violations(body), [], `${name}, ${shape}: axe`);
        assert.doesNotMatch(await body.innerText(), /\bnone\b|\bnever\b/, name);
        await takeShot(page, `${name}-${shape}`);
        assert.deepEqual(complaints, []);
        await close();
      }
    }
  },

  "has its sections in order, and the bar stays at the top": async ({ browser }) => {
    const crash = { name: "gopls/bug", total: 2, series: [0, 2, 0], frames: ["golang.org/x/tools/gopls.main:12"] };
    const parts = { ...states.on.parts, summary: smallSummary([31, 44, 8], [crash]) };
    const { page, send, close } = await openPage(browser, { parts, height: 500 });
    await page.getByText("Toolchain internals").waitFor();
    assert.deepEqual(await page.locator("h2").allInnerTexts(), ["Uploads", "This week", "Programs", "Crashes"]);
    await page.getByRole("button", { name: "Crashes" }).click();
    const bar = await page.locator("header.bar").boundingBox();
    const title = await page.locator("#crashes-title").boundingBox();
    assert.ok(Math.abs(bar.y) < 1, "the bar is at the top");
    assert.ok(title.y >= bar.y + bar.height, "the bar does not cover the title");
    // The programs that the go command starts are closed, and made only when they open.
    assert.equal(await page.getByText("compile", { exact: true }).count(), 0);
    await page.getByText("Toolchain internals").click();
    await page.getByText("compile", { exact: true }).waitFor();
    // Without crashes, a sentence says so, and there is no section.
    await send("summary", smallSummary());
    await page.getByText("No crashes or internal errors were recorded in the weeks shown.").waitFor();
    assert.deepEqual(await page.locator("h2").allInnerTexts(), ["Uploads", "This week", "Programs"]);
    await close();
  },

  "runs only the extension's commands, and asks for the counters of a week that opens": async ({ browser }) => {
    const { page, send, asked, close } = await openPage(browser, { parts: states.on.parts });
    await page.getByRole("button", { name: "Switch mode" }).click();
    assert.deepEqual((await asked()).at(-1), { type: "run", command: "goTelemetry.switchMode" });
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByText("Reading the counters of this week...").waitFor();
    assert.deepEqual((await asked()).at(-1), { type: "details", weeks: ["2026-11-29"] });
    const held = (counter, reason) => ({ program: "cmd/go", version: "go1.26.8", counter, value: 1, reason });
    await send("detail", {
      ...preview.weeks[1],
      report: { Programs: [{ Program: "cmd/go", Version: "go1.26.8", Counters: { "go/invocations": 3 } }] },
      sampled: [{ program: "cmd/go", counter: "go/half", rate: 0.5 }],
      withheld: [held("go/x", "counter-not-approved"), held("go/y", "counter-not-approved"), held("go/z", "not-in-report")],
    });
    await page.getByText("go/invocations").waitFor();
    await page.getByText("go/half (50%)", { exact: false }).waitFor();
    // Identical reasons are one row with a count, which opens.
    await page.getByText("Counter not approved").click();
    await page.getByText("go/y").waitFor();
    assert.equal(await page.getByText("go/z").count(), 0);
    // The filter says of how many counters it leaves none.
    await page.getByLabel("Filter").fill("no such counter");
    for (const title of ["Approved 0 of 1 counter", "Withheld 0 of 3 counters"])
      await page.locator("h4").filter({ hasText: title }).waitFor();
    await page.getByLabel("Filter").fill("");
    assert.deepEqual(await violations(page.locator("body")), []);
    await takeShot(page, "week-report");
    await page.locator("#upload-2026-11-29").click();
    await until("the page no longer asks for the week", async () => (await asked()).at(-1).weeks?.length === 0);
    await close();
  },

  "an update changes numbers in place: folds, focus, selection and scroll stay": async ({ browser }) => {
    const { page, send, close } = await openPage(browser, { parts: states.local.parts, height: 500 });
    await page.getByText("gopls", { exact: true }).click();
    await page.getByText("Subcommands", { exact: true }).waitFor();
    await page.getByText("Toolchain internals").click();
    const focused = page.locator('[data-key="program golang.org/x/tools/gopls"] > summary');
    await focused.focus();
    await page.evaluate(() => {
      window.scrollTo(0, 300);
      window.getSelection().selectAllChildren(document.querySelector("h3"));
      window.kept = [...document.querySelectorAll("details, h3, svg, li, .number")];
    });
    const look = () =>
      page.evaluate(() => ({
        kept: window.kept.filter((node) => node.isConnected).length,
        open: [...document.querySelectorAll("details[open]")].map((node) => node.dataset.key),
        focus: document.activeElement.parentElement.dataset.key,
        selected: String(window.getSelection()),
        scroll: window.scrollY,
      }));
    const before = await look();
    assert.ok(before.open.length >= 3, "folds are open");
    await send("summary", smallSummary([31, 44, 4096]));
    await page.getByText("4,096 runs").first().waitFor();
    assert.deepEqual(await look(), before);
    // A program keeps its fold when it moves.
    const moved = smallSummary([31, 44, 4097]);
    moved.groups[0].programs.reverse();
    await send("summary", moved);
    await page.getByText("4,097 runs").first().waitFor();
    const after = await look();
    assert.deepEqual([after.focus, [...after.open].sort(), after.kept], [before.focus, [...before.open].sort(), before.kept]);
    await close();
  },

  "the filter says what it filters, and changes no folds": async ({ browser }) => {
    const { page, close } = await openPage(browser, { parts: states.local.parts });
    await page.getByText("Subcommands", { exact: true }).waitFor();
    const filter = page.getByLabel("Filter");
    await filter.fill("go VERSION");
    await page.getByText("1 of 4 counters").waitFor();
    assert.equal(await page.locator('[data-key="program cmd/go"]').getAttribute("open"), "");
    assert.equal(await page.getByText("gopls", { exact: true }).count(), 0);
    await filter.fill("no such counter");
    await page.getByText("No counter matches the filter.").waitFor();
    assert.deepEqual(await violations(page.locator("body")), []);
    await filter.fill("");
    await page.getByText("gopls", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "filter");
    assert.deepEqual(await page.evaluate(() => window.stored.filter), "");
    await close();
  },

  "a chart tells its values to keys, pointers and screen readers, and in a table": async ({ browser }) => {
    const { page, close } = await openPage(browser, { parts: states.on.parts });
    const chart = page.getByRole("img", { name: /^go command runs in 8 weeks: minimum 0 .*, maximum 51 .*, latest 8 .*so far\)\.$/ });
    const reading = page.locator(".reading").first();
    assert.equal(await reading.innerText(), `8 runs Nov 22-28${year}, so far`);
    await chart.focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await reading.innerText(), `38 runs Nov 15-21${year}`);
    await page.keyboard.press("Home");
    assert.equal(await reading.innerText(), `20 runs Oct 4-10${year}`);
    const box = await chart.boundingBox();
    await page.mouse.move(box.x + box.width - 5, box.y + 50);
    assert.equal(await reading.innerText(), `8 runs Nov 22-28${year}, so far`);
    await page.getByText("Numbers", { exact: true }).first().click();
    await page.locator(".numbers tbody tr").first().waitFor();
    assert.deepEqual(await page.locator(".numbers tbody tr").first().locator("td").allInnerTexts(), [`Nov 22-28${year}, so far`, "8"]);
    assert.equal(
      await page
        .locator("svg .running")
        .first()
        .evaluate((node) => /url\(/.test(getComputedStyle(node).fill)),
      true,
      "hatched",
    );
    await close();
  },

  "stays small and quick with two years of 12 programs": async ({ browser }) => {
    const server = await scratchServer();
    try {
      await writeTwoYears(server.telemetry);
      const file = path.join(server.dir, "page.html");
      await server.run("dashboard", "--html", file, "--weeks", "104");
      const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
      const page = await context.newPage();
      await page.goto(`file://${file}`);
      await page.getByRole("heading", { name: "go command" }).waitFor();
      const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
      const first = await nodes();
      // Open everything that is closed, and what is closed in it.
      await until("everything is open", () =>
        page.evaluate(() => {
          const closed = [...document.querySelectorAll("details:not([open])")];
          for (const fold of closed) fold.open = true;
          return closed.length === 0;
        }),
      );
      const all = await nodes();
      console.log(`     two years: ${first} elements, ${all} with all folds open`);
      assert.ok(first < 1500, `${first} elements`);
      assert.ok(all < 5000, `${all} elements with all folds open`);
      assert.deepEqual(await violations(page.locator("body")), []);
      await takeShot(page, "two-years");
      await context.close();
    } finally {
      await server.close();
    }
  },
};
