// Checks what is in the packages: the server, its licenses, the pictures, the walkthrough.
//
//   node test/package.mjs VSIX...     each named telemetry-ls-PLATFORM.vsix
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";

/** Returns the files of a zip archive: functions that unpack them, by name. */
function unzip(data) {
  const files = new Map();
  let at = data.readUInt32LE(data.lastIndexOf("PK\x05\x06") + 16);
  while (data.readUInt32LE(at) === 0x02014b50) {
    const [packed, title, extra, comment] = [data.readUInt32LE(at + 20), ...[28, 30, 32].map((offset) => data.readUInt16LE(at + offset))];
    const [method, local] = [data.readUInt16LE(at + 10), data.readUInt32LE(at + 42)];
    const name = data.toString("utf8", at + 46, at + 46 + title);
    files.set(name, () => {
      const begin = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
      const body = data.subarray(begin, begin + packed);
      return method === 0 ? body : inflateRawSync(body);
    });
    at += 46 + title + extra + comment;
  }
  return files;
}

const common = [
  ...["package.json", "readme.md", "changelog.md", "LICENSE.txt", "dist/extension.js", "dist/dashboard.js", "dist/licenses.txt"],
  ...["media/icon.png", "media/status.png", "media/prompt.png", "media/dashboard.png", "schemas/policy.json"],
  ...["counts", "choose", "default"].map((step) => `media/walkthrough/${step}.md`),
];
const ofNpm = ["preact", "vscode-languageclient"];
const ofGo = ["The Go standard library", "go.lsp.dev/protocol", "golang.org/x/telemetry", "mvdan.cc/sh/v3"];

for (const file of process.argv.slice(2)) {
  const platform = /telemetry-ls-(.*)\.vsix$/.exec(path.basename(file))?.[1];
  const files = unzip(await readFile(file));
  const program = `extension/server/telemetry-ls${platform.startsWith("win32") ? ".exe" : ""}`;
  const hasServer = platform !== "universal";
  assert.equal(files.has(program), hasServer, `${program} in ${file}`);
  for (const name of common) assert.ok(files.has(`extension/${name}`), `${name} in ${file}`);
  const licenses = files.get("extension/dist/licenses.txt")().toString();
  for (const name of [...ofNpm, ...(hasServer ? ofGo : [])]) assert.ok(licenses.includes(name), `the license of ${name} in ${file}`);
  if (platform.startsWith("win32")) assert.equal(files.get(program)().toString("latin1", 0, 2), "MZ");
  console.log(`${path.basename(file)}: ${files.size} files`);
}
