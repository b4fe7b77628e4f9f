// Runs a VS Code workbench in a headless Chromium.
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cache } from "./server.mjs";

const require = createRequire(path.join(cache, "playwright/node_modules/"));

/** How many milliseconds to wait for an expected result. It is generous, because the machine may be slow or busy. */
export const patience = 180_000;

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser; close it with `browser.close()`. */
export async function startBrowser() {
  const { chromium } = require("playwright-core");
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? findChromium(), headless: true, args: flags });
}

/** Finds Chromium on PATH. `scripts/provision vscode` installs it if necessary. */
function findChromium() {
  const places = (process.env.PATH ?? "").split(path.delimiter).map((dir) => path.join(dir, "chromium"));
  const found = places.find(isExecutable);
  if (found === undefined) throw new Error("chromium is not on PATH; to install it: scripts/provision vscode");
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Opens a workbench and waits until it is drawn with its status bar. */
export async function openWorkbench(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: patience });
  return page;
}
