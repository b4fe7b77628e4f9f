// Opens the dashboard's page in a browser without a workbench, with the test in the place
// of the extension.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { patience } from "../../../../scripts/vscode/browser.mjs";

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../dist");

/** Makes a scratch HOME, and returns what asks the server about the telemetry directory in it. */
export async function scratchServer() {
  const dir = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-page-"));
  const telemetry = path.join(dir, "telemetry");
  const env = { ...process.env, HOME: dir, XDG_CONFIG_HOME: "" };
  const run = async (...args) => {
    const options = { env, maxBuffer: 1 << 28 };
    const { stdout } = await promisify(execFile)(process.env.SERVER, [...args, "--telemetry-dir", telemetry], options);
    return stdout;
  };
  return {
    dir,
    telemetry,
    run,
    json: async (...args) => JSON.parse(await run(...args, "--json")),
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** A status without problems. */
export const calm = {
  mode: "local",
  chosen: true,
  since: "2026-01-02",
  nextReport: null,
  firstUpload: null,
  nextUpload: null,
  dir: "/home/me/.config/go/telemetry",
  supported: true,
  problems: [],
};

/** Opens the page, and sends it the parts of its data. */
export async function openPage(browser, { parts = {}, width = 1000, height = 900, dark = true, state, zoom = 1 } = {}) {
  const context = await browser.newContext({
    viewport: { width: Math.floor(width / zoom), height: Math.floor(height / zoom) },
    deviceScaleFactor: zoom,
    colorScheme: dark ? "dark" : "light",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript((stored) => {
    window.sent = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.sent.push(message),
      getState: () => stored,
      setState: (now) => (window.stored = now),
    });
  }, state);
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-page-")), "page.html");
  await writeFile(file, await html());
  await page.goto(`file://${file}`);
  await page.locator("main").waitFor();
  const send = (part, value) => page.evaluate(([part, value]) => window.postMessage({ part, value }), [part, value]);
  for (const [part, value] of Object.entries(parts)) await send(part, value);
  return {
    page,
    complaints,
    send,
    /** What the page asked of the extension. */
    asked: () => page.evaluate(() => window.sent),
    nodes: () => page.evaluate(() => document.querySelectorAll("*").length),
    tooWide: () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    close: async () => {
      await context.close();
      await rm(path.dirname(file), { recursive: true, force: true });
    },
  };
}

async function html() {
  const script = (await readFile(path.join(dist, "dashboard.js"), "utf8")).replaceAll("</script", "<\\/script");
  const style = await readFile(path.join(dist, "dashboard.css"), "utf8");
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Go telemetry</title>`;
  return `<!DOCTYPE html><html lang="en"><head>${head}<style>${style}</style></head>
<body><div id="dashboard"></div><script>${script}</script></body></html>`;
}

/** A summary of some weeks of the go command, gopls and the compiler; the last week is running. */
export function smallSummary(runs = [31, 44, 8], stacks = []) {
  const weeks = runs.map((_, i) => ({
    week: new Date(Date.UTC(2026, 10, 29) - (runs.length - 1 - i) * 7 * 86_400_000).toISOString().slice(0, 10),
    state: i === runs.length - 1 ? "collecting" : "reported",
    total: 0,
    words: `go command ${runs[i]} runs`,
  }));
  const numbers = (series) => ({ total: series.reduce((a, b) => a + b, 0), series });
  const bucket = (name, share) => ({ name, ...numbers(runs.map((n) => Math.floor(n * share))) });
  const all = numbers(runs).total;
  const [version, build] = [bucket("version", 0.75), bucket("build", 0.25)];
  const chart = (name, title, role, buckets) => ({
    name,
    title,
    role,
    kind: "partition",
    percentiles: null,
    buckets,
    ...numbers(runs),
  });
  const program = (name, title, group, words, charts) => ({
    program: name,
    title,
    group,
    words,
    runs: { unit: name.endsWith("gopls") ? "sessions" : "runs", ...numbers(runs) },
    versions: [{ version: "go1.26.8", goVersion: "go1.26.8", goos: "linux", goarch: "amd64", total: 0, runs: all }],
    charts,
    stacks: group === "tools" ? stacks : [],
    ...numbers(runs),
  });
  return {
    dir: "/d",
    mode: "local",
    thisWeek: "This week so far: go command 8 runs (build 1, vet 1, version 6).",
    weeks,
    groups: [
      { group: "tools", title: "Programs", closed: false, words: "", programs: ["cmd/go", "golang.org/x/tools/gopls"] },
      { group: "toolchain", title: "Toolchain internals", closed: true, words: `compile ${all} runs`, programs: ["cmd/compile"] },
    ],
    programs: [
      program("cmd/compile", "compile", "toolchain", `${all} runs`, []),
      program("cmd/go", "go command", "tools", `${all} runs; version ${version.total}, build ${build.total}`, [
        chart("go/subcommand", "go command: subcommands", "uses", [version, build]),
        chart("go/build/flag", "go build: flags given", "flags", [bucket("race", 0.1)]),
      ]),
      program("golang.org/x/tools/gopls", "gopls", "tools", `${all} sessions; VS Code ${all}`, [
        chart("gopls/client", "gopls: editors", "uses", [bucket("vscode", 1)]),
      ]),
    ],
    problems: [],
  };
}

/** The days of a week, as the page names them. */
export function weekDays(end) {
  const at = (days) => new Date(Date.parse(end) - days * 86_400_000);
  const text = (date) => date.toLocaleDateString("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
  const to = at(7).getUTCMonth() === at(1).getUTCMonth() ? at(1).getUTCDate() : text(at(1));
  return `${text(at(7))}-${to}`;
}

/** Opens folds of a frame or an element by the texts of their heads. */
export async function unfold(body, ...heads) {
  for (const head of heads) await body.locator("summary").filter({ hasText: head }).first().click();
}
