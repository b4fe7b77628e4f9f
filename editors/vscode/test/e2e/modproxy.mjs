// Makes a module proxy in a directory, with one version of this repository, as `go install`
// finds a published release. The dependencies come from this machine's module cache or,
// if they are not in it, from this machine's proxy.
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../../scripts/vscode/server.mjs";
import { zip } from "./zip.mjs";

export const modulePath = "github.com/telemetry-ls/telemetry-ls";
const main = "cmd/telemetry-ls";

/** Publishes `version`, and returns a GOPROXY that falls back to the cache and proxy in `goEnv`. */
export async function publish(dir, version, goEnv) {
  const files = await Promise.all(sources().map(async (name) => ({ name, data: await readFile(path.join(root, name)) })));
  const own = await publishModule(dir, modulePath, version, files);
  return [own, pathToFileURL(path.join(goEnv.GOMODCACHE, "cache/download")).href, goEnv.GOPROXY].join(",");
}

/** Writes a version of a module, go.mod included, into the proxy in `dir`, and returns its GOPROXY. */
export async function publishModule(dir, module, version, files) {
  const folder = path.join(dir, module, "@v");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "list"), `${version}\n`);
  await writeFile(path.join(folder, `${version}.info`), JSON.stringify({ Version: version, Time: "2026-01-02T00:00:00Z" }));
  await writeFile(path.join(folder, `${version}.mod`), files.find(({ name }) => name === "go.mod").data);
  const inZip = files.map(({ name, data }) => ({ name: `${module}@${version}/${name}`, data }));
  await writeFile(path.join(folder, `${version}.zip`), zip(inZip));
  return pathToFileURL(dir).href;
}

/** Returns the files in this checkout that the program is built from. */
function sources() {
  const each = (list) => `{{range .${list}}}{{$dir}}/{{.}}\n{{end}}`;
  const format = `{{if .Module}}{{if .Module.Main}}{{$dir := .Dir}}${each("GoFiles")}${each("EmbedFiles")}{{end}}{{end}}`;
  const listed = execFileSync("go", ["list", "-deps", "-f", format, `./${main}`], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" },
  });
  const names = listed
    .split("\n")
    .filter((line) => line !== "")
    .map((file) => path.relative(root, file));
  return ["go.mod", "go.sum", ...new Set(names)];
}
