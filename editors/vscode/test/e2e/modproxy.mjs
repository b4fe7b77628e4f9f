// A module proxy in a folder, with one version of this repository: what `go install`
// finds where a release is published. The dependencies come from the module cache
// of this machine, and from its own proxy where they are not there yet.
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../../scripts/vscode/server.mjs";
import { zip } from "./zip.mjs";

export const modulePath = "github.com/telemetry-ls/telemetry-ls";
const main = "cmd/telemetry-ls";

/** Gives the GOPROXY that knows `version`, and for all else asks what `goEnv` names. */
export async function publish(dir, version, goEnv) {
  const files = await Promise.all(sources().map(async (name) => ({ name, data: await readFile(path.join(root, name)) })));
  const own = await publishModule(dir, modulePath, version, files);
  return [own, pathToFileURL(path.join(goEnv.GOMODCACHE, "cache/download")).href, goEnv.GOPROXY].join(",");
}

/** Lays a version of a module, go.mod included, into the proxy in `dir`; gives its GOPROXY. */
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

/** The files that the program is built from, as they lie here. */
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
