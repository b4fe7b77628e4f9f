// Runs the end-to-end tests, each in a separate environment. It runs a few at a time,
// because they mostly wait.
//
//   node test/e2e/run.mjs VSIX UNIVERSAL_VSIX [PART OF A NAME]
//
// LANES is how many tests run at a time; the default is 2, since each needs most of a processor.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startBrowser } from "../../../../scripts/vscode/browser.mjs";
import { installOnce } from "../../../../scripts/vscode/server.mjs";
import { openWorkbench } from "./workbench.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [vsix, universal, only = ""] = process.argv.slice(2);
if (universal === undefined) throw new Error("usage: run.mjs VSIX UNIVERSAL_VSIX [PART OF A NAME]");

const lanes = Number(process.env.LANES ?? 2);
const tests = [];
for (const file of (await readdir(here)).filter((name) => name.endsWith(".e2e.mjs")).sort()) {
  const { default: cases } = await import(path.join(here, file));
  for (const [name, run] of Object.entries(cases)) tests.push({ name: `${file.replace(".e2e.mjs", "")}: ${name}`, run });
}

// Install each .vsix once; every test starts with a copy.
const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-installed-"));
const [withServer, withoutServer] = await Promise.all([
  installOnce(path.join(scratch, "with"), path.resolve(vsix)),
  installOnce(path.join(scratch, "without"), path.resolve(universal)),
]);

let passed = 0;
let failed = 0;
const waiting = tests.filter((test) => test.name.includes(only));
await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, runLane));
await rm(scratch, { recursive: true, force: true });

/** Runs waiting tests, one after another, in a separate browser, because a browser has only one clipboard. */
async function runLane() {
  const browser = await startBrowser();
  for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) await runTest(browser, test);
  await browser.close();
}

async function runTest(browser, { name, run }) {
  const began = Date.now();
  const benches = [];
  const tools = {
    browser,
    universal: withoutServer,
    /** Opens a workbench that is closed at the end of the test. */
    open: async (options = {}) => {
      const bench = await openWorkbench(browser, { installed: withServer, ...options });
      benches.push(bench);
      await bench.load();
      return bench;
    },
  };
  try {
    await run(tools);
    for (const bench of benches) {
      if (bench.strayRequests.length > 0) throw new Error(`the page sent requests to other machines: ${bench.strayRequests.join(", ")}`);
    }
    passed++;
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.stack ?? error}`);
    const file = `failed-${name.replace(/\W+/g, "-")}`;
    for (const bench of benches) await bench.shot(file).catch(() => undefined);
  } finally {
    for (const bench of benches) await bench.close().catch((error) => console.log(`closing: ${error.message}`));
  }
}

if (passed + failed === 0) {
  console.log(`no test name contains ${only}`);
  failed++;
}
console.log(`${passed} passed, ${failed} failed`);
if (process.env.COUNTS) await writeFile(process.env.COUNTS, JSON.stringify({ passed, failed }));
process.exit(failed > 0 ? 1 : 0);
