// Runs the mocha suites in the extension host of a real VS Code.
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { format } from "node:util";
import { fileURLToPath } from "node:url";
import { patience, startBrowser } from "../../../../scripts/vscode/browser.mjs";
import { root, startServer } from "../../../../scripts/vscode/server.mjs";
import { setOnMachine } from "../e2e/home.mjs";

const extension = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-host-"));
let server, browser;
let code = 1;
const output = [];
try {
  const project = path.join(scratch, "hello");
  await cp(path.join(root, "scripts/try.d/sample"), project, { recursive: true });
  const settings = { "goTelemetry.server.path": path.resolve(process.argv[2]), "goTelemetry.statusBar": "always" };
  await setOnMachine(path.join(scratch, "home"), settings);
  server = await startServer({ scratch, telemetry: "off", driver: true, env: { PATIENCE: String(patience), XDG_RUNTIME_DIR: scratch } });
  browser = await startBrowser();
  const page = await browser.newPage();
  const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", (_type, args) => output.push(format(...args)));
  const remote = `vscode-remote://127.0.0.1:${server.port}`;
  const payload = [
    ["extensionDevelopmentPath", remote + extension],
    ["extensionTestsPath", `${remote}${extension}/dist-test/host/index.js`],
  ];
  await page.goto(`${server.url(project)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("the extension host did not exit")), 2 * patience).unref());
  code = await Promise.race([ended, late]);
} catch (error) {
  output.push(error.stack);
} finally {
  if (code !== 0) output.push(await logOf(path.join(scratch, "data")));
  await browser?.close();
  await server?.stop();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
// VS Code prints a lot. If all tests pass, print only the output of the suites.
const own = /✔|passing|status item|host: /;
console.log(output.filter((line) => code !== 0 || own.test(line)).join("\n"));
const [, passed = "0", failed = "1"] = /host: (\d+) passed, (\d+) failed/.exec(output.join("\n")) ?? [];
const well = code === 0 && passed !== "0";
const counts = { passed: Number(passed), failed: Math.max(Number(failed), well ? 0 : 1) };
if (process.env.COUNTS) await writeFile(process.env.COUNTS, JSON.stringify(counts));
process.exit(well ? 0 : 1);

async function logOf(dir) {
  const files = (await readdir(dir, { recursive: true })).filter((file) => file.endsWith("Go Telemetry.log"));
  return (await Promise.all(files.map((file) => readFile(path.join(dir, file), "utf8")))).join("");
}
