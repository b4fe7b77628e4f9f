#!/usr/bin/env node
// Opens the sample project in the provisioned VS Code and takes a picture: a
// proof that suites can be built on it.
//
//   scripts/vscode/smoke.mjs [PICTURE.png]
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openWorkbench, startBrowser } from "./browser.mjs";
import { cache, root, startServer } from "./server.mjs";

const picture = path.resolve(process.argv[2] ?? path.join(cache, "screenshots/vscode.png"));
const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-vscode-"));
let server, browser;
try {
  const project = path.join(scratch, "hello");
  await cp(path.join(root, "scripts/try.d/sample"), project, { recursive: true });
  server = await startServer({ scratch, telemetry: "off" });
  browser = await startBrowser();
  const page = await openWorkbench(browser, server.url(project));
  await page.getByRole("treeitem", { name: "main.go" }).dblclick();
  await page.locator(".editor-instance .view-lines").getByText(/hello,\sgophers/).waitFor({ timeout: 30_000 });
  await mkdir(path.dirname(picture), { recursive: true });
  await page.screenshot({ path: picture });
  console.log(`smoke-vscode: main.go is shown: ${picture}`);
} finally {
  await browser?.close();
  await server?.stop();
  await rm(scratch, { recursive: true, force: true });
}
