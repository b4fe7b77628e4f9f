// Opens a VS Code workbench with the installed .vsix in a separate environment, and acts
// as its user.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { cache, root, startServer } from "../../../../scripts/vscode/server.mjs";
import { loginPath, readSettings } from "./home.mjs";

export const statusId = "telemetry-ls.telemetry-ls.goTelemetry.status";
export const shots = path.join(cache, "screenshots/vscode");
/** How long a link in a tooltip may take before the tooltip is shown again. */
const linkMs = 2000;

/**
 * Starts a server for a workbench; call `load` to open the workbench.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {object} options
 * @param {string} options.installed a directory with the extension installed
 * @param {string} [options.telemetry] VS Code's telemetry level; if omitted, VS Code's default
 * @param {Record<string, unknown>} [options.settings]
 * @param {string} [options.mode] the contents of the mode file; if omitted, there is none
 * @param {object | ((paths: object) => object | Promise<object>)} [options.env] changes to the environment; undefined removes a variable
 * @param {(paths: {home: string, telemetry: string, project: string}) => Promise<void>} [options.prepare]
 * @param {string[]} [options.more] more .vsix files to install
 */
export async function openWorkbench(browser, { installed, more = [], telemetry, settings = {}, mode, env = {}, prepare }) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "telemetry-ls-e2e-"));
  const paths = {
    home: path.join(scratch, "home"),
    project: path.join(scratch, "hello"),
    telemetry: path.join(scratch, "home/.config/go/telemetry"),
  };
  await cp(path.join(root, "scripts/try.d/sample"), paths.project, { recursive: true });
  await mkdir(paths.telemetry, { recursive: true });
  if (mode !== undefined) await writeFile(path.join(paths.telemetry, "mode"), mode);
  await prepare?.(paths);
  const own = typeof env === "function" ? await env(paths) : env;
  // XDG_RUNTIME_DIR keeps VS Code's sockets out of the system's temporary directory, where they would stay.
  const all = { "goTelemetry.statusBar": "always", ...settings };
  const server = await startServer({ scratch, telemetry, settings: all, env: { XDG_RUNTIME_DIR: scratch, ...own }, installed, vsix: more });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  return new Workbench(page, server, scratch, paths);
}

export class Workbench {
  /** The requests that the page sent to other machines. */
  strayRequests = [];

  constructor(page, server, scratch, paths) {
    Object.assign(this, { page, server, scratch, ...paths });
    page.setDefaultTimeout(patience);
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      // A service worker answers requests for webview resources, which have this host, from the server above.
      const resource = hostname.endsWith(".vscode-resource.vscode-cdn.net");
      if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && !resource) this.strayRequests.push(request.url());
    });
  }

  async load() {
    await this.page.goto(this.server.url(this.project));
    await this.page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: patience });
  }

  /** Reloads the window as a user does, so that VS Code keeps its state. */
  async reload() {
    const loaded = this.page.waitForEvent("load");
    await this.palette("Developer: Reload Window");
    await loaded;
    await this.page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: patience });
  }

  async close() {
    await this.page.context().close();
    await this.server.stop();
    // Go makes the directories of a module cache read-only.
    execFileSync("chmod", ["-R", "u+w", this.scratch]);
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  status() {
    return this.page.locator(`.statusbar-item[id="${statusId}"]`);
  }

  /** Waits until the status item shows `text`. */
  async seeStatus(text) {
    await this.status().filter({ hasText: text }).waitFor();
  }

  /** Runs a command from the palette by its label. */
  async palette(label) {
    await this.offered(label);
    // A longer label may come first.
    await until(`${label} has the focus`, async () => {
      const focused = this.page.locator(".quick-input-list .monaco-list-row.focused .quick-input-list-row").first();
      const text = (await focused.innerText({ timeout: 1000 }).catch(() => "")).split("\n")[0].trim();
      if (text !== label) await this.page.keyboard.press("ArrowDown");
      return text === label;
    });
    await this.page.keyboard.press("Enter");
  }

  /** Opens the palette with a text, and waits until it offers a command. An open palette doesn't show what comes later. */
  async offered(text, label = text) {
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: label });
    await until(`the palette offers ${label}`, async () => {
      await this.openPalette(text);
      if (await isSeen(row.first())) return true;
      await this.page.keyboard.press("Escape");
      return false;
    });
  }

  async openPalette(label) {
    await this.quickInput("F1", `>${label}`);
  }

  /** Opens the quick input with a key, and types. */
  async quickInput(key, text) {
    const input = this.page.locator(".quick-input-widget input.input:visible");
    // The key is lost if the workbench is still moving the focus.
    await until(`${key} opens the quick input`, async () => {
      await this.page.keyboard.press(key);
      return isSeen(input);
    });
    await input.fill(text);
  }

  /** Shows the tooltip of the status item. It retries, because VS Code hides a tooltip when its text changes. */
  async tooltip(text) {
    const tooltip = this.page.locator(".monaco-hover:visible").filter({ hasText: text });
    await until(`the tooltip says ${text}`, async () => {
      await this.page.mouse.move(0, 0);
      await this.status().hover();
      return isSeen(tooltip);
    });
    return tooltip;
  }

  /** Returns the text of that tooltip. */
  async tooltipText(text) {
    return until(`the tooltip says ${text}`, async () => {
      const tooltip = await this.tooltip(text);
      return tooltip.innerText({ timeout: linkMs }).catch(() => undefined);
    });
  }

  /** Clicks a link in that tooltip. It retries, because VS Code hides a tooltip when an editor opens. */
  async clickInTooltip(text, link) {
    await until(`"${link}" in the tooltip is clicked`, async () => {
      const tooltip = await this.tooltip(text);
      return tooltip
        .getByText(link, { exact: true })
        .click({ timeout: linkMs })
        .then(() => true)
        .catch(() => false);
    });
  }

  toast(text) {
    return this.page.locator(".notifications-toasts .notification-toast").filter({ hasText: text });
  }

  /** Clicks a button of the toast that shows `text`. */
  async answer(text, button) {
    const toast = this.toast(text).first();
    await toast.waitFor();
    await toast.getByRole("button", { name: button, exact: true }).click();
  }

  modal() {
    return this.page.locator(".monaco-dialog-box");
  }

  /** Returns the extension's log. */
  async log() {
    const files = await readdir(this.server.data, { recursive: true }).catch(() => []);
    const logs = files.filter((file) => file.endsWith("Go Telemetry.log"));
    return (await Promise.all(logs.map((file) => readFile(path.join(this.server.data, file), "utf8")))).join("");
  }

  async mode() {
    return readFile(path.join(this.telemetry, "mode"), "utf8").catch(() => undefined);
  }

  /** Chooses a color theme by its label. */
  async chooseTheme(label) {
    await this.palette("Preferences: Color Theme");
    const input = this.page.locator('.quick-input-widget input.input[placeholder*="Theme"]:visible');
    await input.waitFor();
    await input.fill(label);
    await this.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: label }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Opens a file of the project, and waits until the active editor shows it. */
  async openFile(name) {
    await this.quickInput("Control+P", name);
    await this.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: name }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab.active").filter({ hasText: name }).waitFor();
    // The tab appears before the text does.
    await this.page.locator(".editor-instance .view-lines").filter({ hasText: /\S/ }).first().waitFor();
  }

  /** Chooses a file in the dialog with that title. `listed` is what the directory contains. */
  async chooseFile(file, title = "The telemetry-ls program", listed = path.basename(file)) {
    const input = this.page.locator(".quick-input-widget input.input:visible");
    const dialog = this.page.locator(".quick-input-title:visible").getByText(title);
    await dialog.waitFor();
    // The dialog must read the directory before it accepts a file in it, and it loses text typed while it opens.
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: listed });
    await until("the directory is listed", async () => {
      await input.fill(path.dirname(file));
      await input.fill(`${path.dirname(file)}/`);
      return isSeen(row.first());
    });
    await input.fill(file);
    // The key is lost while the dialog reads the directory.
    await until("the dialog closes", async () => {
      await input.press("Enter", { timeout: 2000 }).catch(() => undefined);
      return isReached(dialog, "hidden");
    });
  }

  userSettings() {
    return readSettings(path.join(this.server.data, "User/settings.json"));
  }

  webview() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Takes a screenshot of the window or of a part of it. */
  async shot(name, clip) {
    await mkdir(shots, { recursive: true });
    await this.page.screenshot({ path: path.join(shots, `${name}.png`), ...(clip === undefined ? {} : { clip }) });
  }

  /** Runs a program in the environment of the test's user. */
  run(command, args) {
    // Keep Go's caches, so that a scratch HOME builds nothing again.
    const { GOMODCACHE, GOCACHE } = goEnvironment();
    const env = { ...process.env, GOMODCACHE, GOCACHE, HOME: this.home, GOTOOLCHAIN: "local" };
    for (const name of ["CI", "TEST_TELEMETRY_DIR", "TELEMETRY_LS_DIR", "XDG_CONFIG_HOME"]) delete env[name];
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { env, cwd: this.project, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      child.stdout.on("data", (chunk) => (output += chunk));
      child.stderr.on("data", (chunk) => (output += chunk));
      child.on("error", reject);
      child.on("exit", (code) =>
        code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(" ")} failed with exit code ${code}:\n${output}`)),
      );
    });
  }
}

/** Reports whether an element becomes visible soon. If not, the caller tries again. */
export const isSeen = (locator) => isReached(locator, "visible");

/** Whether an element reaches a state soon. */
function isReached(locator, state) {
  return locator.waitFor({ state, timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Checks that a button isn't where another one was. */
export function assertBeside(box, other) {
  assert.ok(box.x >= other.x + other.width || box.x + box.width <= other.x, JSON.stringify({ box, other }));
}

/** Waits until `probe` returns a truthy value, and returns it. */
export async function until(what, probe) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Gives the test's user the go command of this machine. */
export const withGo = (home) => loginPath(home, [path.join(goEnvironment().GOROOT, "bin"), "/usr/bin", "/bin"]);

let known;
/** Returns the environment of this machine's go command. */
export function goEnvironment() {
  known ??= JSON.parse(
    execFileSync("go", ["env", "-json", "GOMODCACHE", "GOCACHE", "GOPROXY", "GOROOT"], {
      encoding: "utf8",
      env: { ...process.env, TEST_TELEMETRY_DIR: path.join(cache, "telemetry-off") },
    }),
  );
  return known;
}
