// A VS Code workbench with the installed .vsix, in an environment of its own, and
// the hands and eyes of a user in it.
import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { cache, root, startServer } from "../../../../scripts/vscode/server.mjs";

export const statusId = "telemetry-ls.telemetry-ls.goTelemetry.status";
export const shots = path.join(cache, "screenshots/vscode");

/**
 * @param {import("playwright-core").Browser} browser
 * @param {object} options
 * @param {string} options.installed a folder with the extension installed
 * @param {string} [options.telemetry] VS Code's own level; by default its default
 * @param {Record<string, unknown>} [options.settings]
 * @param {string} [options.mode] what the mode file holds; by default there is none
 * @param {object | ((paths: object) => object | Promise<object>)} [options.env] over the environment; undefined removes
 * @param {(paths: {home: string, telemetry: string, project: string}) => Promise<void>} [options.prepare]
 * @param {string[]} [options.more] further .vsix files
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
  // Else the sockets of each VS Code stay in the temporary folder.
  const server = await startServer({ scratch, telemetry, settings, env: { XDG_RUNTIME_DIR: scratch, ...own }, installed, vsix: more });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  return new Workbench(page, server, scratch, paths);
}

export class Workbench {
  /** Addresses beyond this machine that the page asked for. */
  strayRequests = [];

  constructor(page, server, scratch, paths) {
    Object.assign(this, { page, server, scratch, ...paths });
    page.setDefaultTimeout(patience);
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      // Resources of webviews have addresses of this form; a service worker answers them from the server above.
      const resource = hostname.endsWith(".vscode-resource.vscode-cdn.net");
      if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && !resource) this.strayRequests.push(request.url());
    });
  }

  async load() {
    await this.page.goto(this.server.url(this.project));
    await this.page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: patience });
  }

  /** Reloads the window as a user does, so that VS Code keeps what it has to. */
  async reload() {
    const loaded = this.page.waitForEvent("load");
    await this.palette("Developer: Reload Window");
    await loaded;
    await this.page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: patience });
  }

  async close() {
    await this.page.context().close();
    await this.server.stop();
    // Go makes the folders of a module cache read-only.
    execFileSync("chmod", ["-R", "u+w", this.scratch]);
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  status() {
    return this.page.locator(`.statusbar-item[id="${statusId}"]`);
  }

  /** Waits until the status item says `text`. */
  async seeStatus(text) {
    await this.status().filter({ hasText: text }).waitFor();
  }

  /** Runs a command of the palette by its label. */
  async palette(label) {
    await this.openPalette(label);
    await this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first().waitFor();
    // A longer label may come first in the list.
    await until(`${label} has the focus`, async () => {
      const focused = this.page.locator(".quick-input-list .monaco-list-row.focused .quick-input-list-row").first();
      const text = (await focused.innerText({ timeout: 1000 }).catch(() => "")).split("\n")[0].trim();
      if (text !== label) await this.page.keyboard.press("ArrowDown");
      return text === label;
    });
    await this.page.keyboard.press("Enter");
  }

  async openPalette(label) {
    await this.quickInput("F1", `>${label}`);
  }

  /** Opens the quick input by a key, and types. */
  async quickInput(key, text) {
    const input = this.page.locator(".quick-input-widget input.input:visible");
    // The workbench may still be taking the focus elsewhere: then the key is lost.
    await until(`${key} opens the quick input`, async () => {
      await this.page.keyboard.press(key);
      return isSeen(input);
    });
    await input.fill(text);
  }

  /** Shows the tooltip of the status item; a change of its text hides one that is shown. */
  async tooltip(text) {
    const tooltip = this.page.locator(".monaco-hover:visible").filter({ hasText: text });
    await until(`the tooltip says ${text}`, async () => {
      await this.page.mouse.move(0, 0);
      await this.status().hover();
      return isSeen(tooltip);
    });
    return tooltip;
  }

  toast(text) {
    return this.page.locator(".notifications-toasts .notification-toast").filter({ hasText: text });
  }

  /** Clicks a button of the toast that says `text`. */
  async answer(text, button) {
    const toast = this.toast(text).first();
    await toast.waitFor();
    await toast.getByRole("button", { name: button, exact: true }).click();
  }

  modal() {
    return this.page.locator(".monaco-dialog-box");
  }

  /** What the extension has logged. */
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

  /** Opens a file of the project and waits until it is the one in front. */
  async openFile(name) {
    await this.quickInput("Control+P", name);
    await this.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: name }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab.active").filter({ hasText: name }).waitFor();
    // The tab is there before the file is.
    await this.page.locator(".editor-instance .view-lines").filter({ hasText: /\S/ }).first().waitFor();
  }

  /** Names a file in the dialog that asks for one. */
  async chooseFile(file) {
    const input = this.page.locator(".quick-input-widget input.input:visible");
    await this.page.locator(".quick-input-title:visible").getByText("The telemetry-ls program").waitFor();
    // The dialog looks at the folder before it takes a file in it; what is typed while it still opens is lost.
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: path.basename(file) });
    await until("the folder is listed", async () => {
      await input.fill(path.dirname(file));
      await input.fill(`${path.dirname(file)}/`);
      return isSeen(row.first());
    });
    await input.fill(file);
    await this.page.keyboard.press("Enter");
  }

  async userSettings() {
    return JSON.parse(await readFile(path.join(this.server.data, "User/settings.json"), "utf8"));
  }

  webview() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Takes a picture of the window, or of a part of it. */
  async shot(name, clip) {
    await mkdir(shots, { recursive: true });
    await this.page.screenshot({ path: path.join(shots, `${name}.png`), ...(clip === undefined ? {} : { clip }) });
  }

  /** Runs a program in the environment of the user under test. */
  run(command, args) {
    // A scratch HOME builds nothing twice.
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
        code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`)),
      );
    });
  }
}

/** Whether something is seen soon; where not, what should show it is done once more. */
function isSeen(locator) {
  return locator.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Waits until `probe` gives something true, and gives it. */
export async function until(what, probe) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let known;
/** What the go command of this machine says of itself. */
export function goEnvironment() {
  known ??= JSON.parse(
    execFileSync("go", ["env", "-json", "GOMODCACHE", "GOCACHE", "GOPROXY", "GOROOT"], {
      encoding: "utf8",
      env: { ...process.env, TEST_TELEMETRY_DIR: path.join(cache, "telemetry-off") },
    }),
  );
  return known;
}
