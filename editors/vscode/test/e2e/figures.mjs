// Measures the dashboard in the workbench with two years of 12 programs, and prints the
// figures with their budgets.
//
//   node test/e2e/figures.mjs VSIX
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startBrowser } from "../../../../scripts/vscode/browser.mjs";
import { installOnce } from "../../../../scripts/vscode/server.mjs";
import { unfold } from "./page.mjs";
import { weeksOfTwoYears, writeTwoYears } from "./twoyears.mjs";
import { openWorkbench, until } from "./workbench.mjs";

const times = 5;
const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-figures-"));
const browser = await startBrowser();
let bench;
try {
  const installed = await installOnce(scratch, path.resolve(process.argv[2]));
  bench = await openWorkbench(browser, {
    installed,
    telemetry: "off",
    mode: "local 2024-01-02",
    settings: { "goTelemetry.uploadConfig": "cached", "goTelemetry.statusBar": "always" },
    prepare: ({ telemetry }) => writeTwoYears(telemetry).then(() => undefined),
  });
  await bench.load();
  await bench.seeStatus("local");
  const before = await largestRenderer();
  await bench.palette("Go Telemetry: Show Dashboard");
  const body = bench.webview().locator("body");
  await body.getByRole("heading", { name: "go command", exact: true }).waitFor();
  const figures = await measure(body);
  report("data to dashboard shown", median(figures.shown), 500, "ms");
  report("filter key to counters shown", median(figures.filtered), 50, "ms");
  report("elements of the dashboard", figures.nodes, 5000, "");
  const after = await largestRenderer();
  report(`what the dashboard adds to the ${before} MB of the workbench's renderer`, after - before, 200, "MB");
} finally {
  await bench?.close();
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}

/** Changes between 4 weeks and two years, then filters, several times. */
async function measure(body) {
  await body.evaluate((node) => {
    const { defaultView: window } = node.ownerDocument;
    window.shown = [];
    // This listener comes after the page's, which draws in the same task.
    window.addEventListener("message", (event) => {
      if (event.data.part !== "summary" || event.data.value.weeks.length < 100) return;
      const arrived = event.timeStamp;
      window.requestAnimationFrame(() => window.setTimeout(() => window.shown.push(window.performance.now() - arrived)));
    });
  });
  const shown = () => body.evaluate((node) => node.ownerDocument.defaultView.shown);
  const choice = body.getByLabel("Show", { exact: true });
  await unfold(body, "Preview: what would be uploaded");
  for (let n = 1; n <= times; n++) {
    await choice.selectOption("4 weeks");
    await until("four weeks are shown", async () => (await choice.inputValue()) === "4");
    await choice.selectOption(`${weeksOfTwoYears} weeks`);
    await until("two years are shown", async () => (await shown()).length >= n);
  }
  const nodes = await body.evaluate((node) => node.ownerDocument.querySelectorAll("*").length);
  const filtered = [];
  for (const text of ["build", "race", "flag", "latency", "zz"]) filtered.push(await body.evaluate(keyToCount, text));
  return { shown: await shown(), filtered, nodes };
}

/** Types into the filter, and returns the milliseconds until the number of counters has changed and is drawn. */
function keyToCount(node, text) {
  const { ownerDocument: document } = node;
  const { defaultView: window } = document;
  const input = document.getElementById("filter");
  return new Promise((resolve) => {
    const began = window.performance.now();
    const observer = new window.MutationObserver(() => {
      observer.disconnect();
      window.requestAnimationFrame(() => window.setTimeout(() => resolve(window.performance.now() - began)));
    });
    observer.observe(document.querySelector(".found"), { childList: true, characterData: true, subtree: true });
    input.value = text;
    input.dispatchEvent(new window.Event("input", { bubbles: true }));
  });
}

/** Returns the resident memory of the largest renderer of this browser, in MB. */
async function largestRenderer() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(async ({ id }) => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024);
  return Math.round(Math.max(...(await Promise.all(sizes))));
}

function median(values) {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]);
}

function report(name, value, budget, unit) {
  console.log(`${name}: ${value} ${unit} (budget ${budget} ${unit})`.replaceAll(" )", ")").replaceAll("  ", " "));
}
