// Starts and stops the provisioned VS Code server, with a separate HOME, for the suites
// and for `make try`. Run `scripts/provision vscode` first.
//
//   const server = await startServer({ scratch, vsix });
//   ... server.url(folder) ...
//   await server.stop();
import { spawn } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const cache = path.join(root, ".cache");

const program = path.join(cache, "bin/vscode-server");

// Turns off everything that would cover the window, ask questions, or use the network.
const quietSettings = {
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.agentHost.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "workbench.reduceMotion": "on",
};

/**
 * Starts a server.
 *
 * @param {object} options
 * @param {string} options.scratch the directory for HOME, data and extensions
 * @param {string} [options.telemetry] VS Code's telemetry level; if omitted, VS Code's default
 * @param {Record<string, unknown>} [options.settings]
 * @param {Record<string, string|undefined>} [options.env] changes to the environment; undefined removes a variable
 * @param {string | string[]} [options.vsix] the extensions to install
 * @param {string} [options.installed] a directory of installed extensions to copy; see installOnce
 * @param {string} [options.token] the token that the address must contain; if omitted, none
 * @param {boolean} [options.driver] whether a suite runs in the extension host; VS Code then shows no notifications
 */
export async function startServer({ scratch, telemetry, settings = {}, env = {}, vsix, installed, token, driver = false }) {
  const dirs = { home: path.join(scratch, "home"), data: path.join(scratch, "data"), extensions: path.join(scratch, "extensions") };
  for (const dir of [dirs.home, path.join(dirs.data, "User"), dirs.extensions]) await mkdir(dir, { recursive: true });
  if (installed !== undefined) await copyExtensions(installed, dirs.extensions);
  const level = telemetry === undefined ? {} : { "telemetry.telemetryLevel": telemetry };
  await writeFile(path.join(dirs.data, "User/settings.json"), JSON.stringify({ ...quietSettings, ...level, ...settings }, null, 2));
  const places = ["--user-data-dir", dirs.data, "--server-data-dir", path.join(dirs.data, "server"), "--extensions-dir", dirs.extensions];
  const environment = environmentOf(dirs.home, env);
  const extensions = [vsix ?? []].flat().flatMap((file) => ["--install-extension", file]);
  if (extensions.length > 0) await install([...extensions, ...places], environment);
  const args = ["--host", "127.0.0.1", "--port", "0", ...(token === undefined ? ["--without-connection-token"] : ["--connection-token", token]), "--accept-server-license-terms", ...places];
  if (driver) args.push("--enable-smoke-test-driver");
  if (telemetry === "off") args.push("--disable-telemetry");
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const port = await listening(child);
  return {
    port,
    ...dirs,
    url: (folder) => `http://127.0.0.1:${port}/?${token === undefined ? "" : `tkn=${token}&`}folder=${encodeURIComponent(folder)}`,
    ended: new Promise((resolve) => child.on("exit", resolve)),
    stop: () => stop(child),
  };
}

/** Installs an extension into `scratch`, and returns the extensions directory, for use as `installed`. */
export async function installOnce(scratch, vsix) {
  const dirs = { home: path.join(scratch, "home"), data: path.join(scratch, "data"), extensions: path.join(scratch, "extensions") };
  for (const dir of Object.values(dirs)) await mkdir(dir, { recursive: true });
  const places = ["--user-data-dir", dirs.data, "--server-data-dir", path.join(dirs.data, "server"), "--extensions-dir", dirs.extensions];
  await install(["--install-extension", vsix, ...places], environmentOf(dirs.home, { XDG_RUNTIME_DIR: scratch }));
  return dirs.extensions;
}

/** Copies installed extensions, and corrects their directory in extensions.json. */
async function copyExtensions(from, to) {
  await cp(from, to, { recursive: true });
  const list = path.join(to, "extensions.json");
  await writeFile(list, (await readFile(list, "utf8")).replaceAll(from, to));
}

function environmentOf(home, env) {
  const result = { ...process.env, HOME: home };
  // CI would suppress the prompt; the others point to the developer's files.
  for (const name of ["CI", "TEST_TELEMETRY_DIR", "TELEMETRY_LS_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "GOBIN", "GOPATH"]) delete result[name];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}

function install(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`installing the extension failed with exit code ${code}:\n${output}`))));
  });
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the VS Code server exited with code ${code}:\n${output}`)));
  });
}

/** Stops the server's process group, which includes its extension hosts. */
function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on("exit", () => resolve());
    process.kill(-child.pid, "SIGKILL");
  });
}
