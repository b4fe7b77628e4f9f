// Fakes for some tests: a stand-in for the Go extension, and a server whose texts are
// all hostile.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { writeScript } from "./home.mjs";
import { zip } from "./zip.mjs";

/** Packs an extension with the Go extension's restart command. The command records in the user's HOME that it ran. */
export async function packGoExtension(file) {
  const manifest = {
    name: "go-stand-in",
    publisher: "test",
    version: "1.0.0",
    engines: { vscode: "^1.91.0" },
    main: "./main.js",
    activationEvents: ["onStartupFinished"],
  };
  const main = `
    const { appendFileSync } = require("node:fs");
    const { join } = require("node:path");
    exports.activate = () =>
      require("vscode").commands.registerCommand("go.languageserver.restart", () => {
        appendFileSync(join(process.env.HOME, "restarted"), "once\\n");
      });
  `;
  const files = { "extension/package.json": JSON.stringify(manifest), "extension/main.js": main };
  await writeFile(file, zip(Object.entries(files).map(([name, data]) => ({ name, data: Buffer.from(data) }))));
  return file;
}

export const link = "[press me](command:workbench.action.toggleZenMode)";
export const hostile = `${link} $(beaker) [web](https://evil.example) \u001b[31m`;

/** Writes a server that puts hostile text wherever it can. */
export async function writeHostileServer(home) {
  const file = path.join(home, "hostile.mjs");
  await writeFile(file, `const hostile = ${JSON.stringify(hostile)};\n${hostileServer}`);
  return writeScript(path.join(home, "hostile"), `exec '${process.execPath}' '${file}'`);
}

const hostileServer = String.raw`
const status = {
  mode: "local", chosen: true, since: "2026-01-02", collecting: true, uploading: false,
  dir: "/d", supported: true, writable: true, nextReport: null, firstUpload: null, nextUpload: null, intent: null,
  problems: [{ code: "odd", message: hostile, hint: hostile }],
  text: "Go telemetry: local " + hostile, tooltip: "tooltip " + hostile,
};
const commands = ["status", "setMode", "undoSwitch", "summary", "preview", "files", "open", "doctor", "clean", "resetPrompt", "running"];

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  process.stdout.write("Content-Length: " + body.length + "\r\n\r\n");
  process.stdout.write(body);
}
const notify = (method, params) => send({ method, params });

function greet() {
  notify("goTelemetry/status", status);
  notify("window/showMessage", { type: 3, message: "information " + hostile });
  const actions = [{ title: "On: " + hostile, mode: "on" }, { title: "Not now " + hostile }];
  send({ id: "ask", method: "window/showMessageRequest", params: { type: 2, message: "question " + hostile, actions } });
  send({ id: "progress", method: "window/workDoneProgress/create", params: { token: "t" } });
}

function answer(message) {
  const begin = { kind: "begin", title: "working " + hostile, message: hostile };
  if (message.id === "progress") notify("$/progress", { token: "t", value: begin });
  if (message.method === "initialized") greet();
  if (message.id === undefined || message.method === undefined) return;
  if (message.method === "initialize") {
    const executeCommandProvider = { commands: commands.map((name) => "telemetry-ls." + name) };
    send({ id: message.id, result: { capabilities: { executeCommandProvider }, serverInfo: { name: "hostile" } } });
  } else if (message.method === "workspace/executeCommand") {
    send({ id: message.id, error: { code: -32803, message: "failed: " + hostile } });
  } else send({ id: message.id, result: null });
}

let input = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  input = Buffer.concat([input, chunk]);
  for (;;) {
    const head = input.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(input.subarray(0, head))[1]);
    if (input.length < head + 4 + length) return;
    const message = JSON.parse(input.subarray(head + 4, head + 4 + length));
    input = input.subarray(head + 4 + length);
    answer(message);
  }
});
process.stdin.on("end", () => process.exit(0));
`;
