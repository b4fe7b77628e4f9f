// Starts the provisioned VS Code server for a suite, with a HOME of its own,
// and stops it. `scripts/provision vscode` comes first.
//
//   const vscode = await startServer({ scratch, telemetry: "off" });
//   ... vscode.url(folder) ...
//   await vscode.stop();
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const cache = path.join(root, ".cache");

// What would cover the window, ask, or reach for the network.
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
 * @param {object} options
 * @param {string} options.scratch an empty folder: HOME, data and extensions of the server lie in it
 * @param {string} [options.telemetry] the editor's own telemetry level; left out: the default of VS Code
 * @param {Record<string, unknown>} [options.settings] the user's settings, over the quiet ones
 * @param {Record<string, string|undefined>} [options.env] over this process's environment; undefined removes
 * @param {string[]} [options.install] paths of .vsix files
 */
export async function startServer({ scratch, telemetry, settings = {}, env = {}, install = [] }) {
  const dirs = { home: path.join(scratch, "home"), data: path.join(scratch, "data"), extensions: path.join(scratch, "extensions") };
  await Promise.all(Object.values(dirs).map((dir) => mkdir(dir, { recursive: true })));
  const level = telemetry === undefined ? {} : { "telemetry.telemetryLevel": telemetry };
  await mkdir(path.join(dirs.data, "User"), { recursive: true });
  await writeFile(
    path.join(dirs.data, "User", "settings.json"),
    JSON.stringify({ ...quietSettings, ...level, ...settings }, null, 2),
  );
  const places = ["--user-data-dir", dirs.data, "--server-data-dir", path.join(dirs.data, "server"), "--extensions-dir", dirs.extensions];
  const environment = serverEnvironment(dirs.home, env);
  for (const vsix of install) {
    await run(["--install-extension", vsix, ...places], environment);
  }
  const args = ["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms", "--enable-smoke-test-driver", ...places];
  if (telemetry === "off") args.push("--disable-telemetry");
  const child = spawn(path.join(cache, "bin/vscode-server"), args, { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const port = await listeningPort(child);
  return {
    port,
    ...dirs,
    /** The address of the workbench with a folder open. */
    url: (folder) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`,
    stop: () => stop(child),
  };
}

function serverEnvironment(home, env) {
  const result = { ...process.env, HOME: home, ...env };
  // CI silences the prompt; the others point at the developer's own files.
  for (const name of ["CI", "TEST_TELEMETRY_DIR", "TELEMETRY_LS_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]) {
    if (!(name in env)) delete result[name];
  }
  for (const name of Object.keys(result)) {
    if (result[name] === undefined) delete result[name];
  }
  return result;
}

function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the VS Code server ended with ${code}:\n${output}`)));
  });
}

function run(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(cache, "bin/vscode-server"), args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`vscode-server ${args[0]} ended with ${code}:\n${output}`))));
  });
}

// The server has extension hosts beneath it: the whole group goes.
function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on("exit", () => resolve());
    process.kill(-child.pid, "SIGKILL");
  });
}
