// Bundles the extension, the dashboard and the tests.
//
//   node esbuild.mjs            writes dist/ and the page that the server embeds
//   node esbuild.mjs --tests    also writes dist-test/
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
process.chdir(here);

// The client checks VS Code's version, which VS Code has compared with package.json already.
const withoutSemver = {
  name: "without-semver",
  setup(build) {
    build.onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path: name }) => ({ path: name, namespace: "semver" }));
    build.onLoad({ filter: /./, namespace: "semver" }, ({ path: name }) => ({
      contents: `module.exports = () => ${name.endsWith("parse") ? "({ prerelease: [] })" : "true"};`,
    }));
  },
};

const extension = await bundle({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  plugins: [withoutSemver],
  legalComments: "none",
});
const dashboard = await bundle({
  entryPoints: { dashboard: "dashboard/main.tsx" },
  outdir: "dist",
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
});
await put("dist/licenses.txt", await licenses(extension, dashboard));
await writePage();
if (process.argv.includes("--tests")) await buildTests();

/** Builds a bundle, and writes the files that have changed. */
async function bundle(options) {
  const result = await esbuild.build({ metafile: true, write: false, ...options });
  for (const { path: file, contents } of result.outputFiles) await put(file, contents);
  return result;
}

/** Writes a file atomically, and only if it changes, because other processes may be reading it. */
async function put(file, contents) {
  const now = await readFile(file).catch(() => undefined);
  if (now?.equals(Buffer.from(contents))) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, contents);
  await rename(`${file}.${process.pid}`, file);
}

/** Writes the standalone page: one file with script and style, and a placeholder for the data. */
async function writePage() {
  const script = (await readFile("dist/dashboard.js", "utf8")).trim().replaceAll("</script", "<\\/script");
  const style = (await readFile("dist/dashboard.css", "utf8")).trim();
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  const notice = (await licenses(dashboard)).trim().replaceAll("--", "- -");
  const page = (await readFile("dashboard/page.html", "utf8"))
    .replace("{{licenses}}", () => notice)
    .replace("{{policy}}", () => policy)
    .replace("{{style}}", () => style)
    .replace("{{script}}", () => script);
  await put("../../dashboard/page.html", page);
}

/** Returns the licenses of the packages in a bundle. */
async function licenses(...results) {
  const names = new Set();
  for (const input of results.flatMap((result) => Object.keys(result.metafile.inputs))) {
    const name = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  const texts = [];
  for (const name of [...names].sort()) {
    const file = (await readdir(`node_modules/${name}`)).find((f) => /^licen[sc]e/i.test(f));
    if (file === undefined) throw new Error(`${name} has no license file`);
    texts.push(`${name}\n\n${(await readFile(`node_modules/${name}/${file}`, "utf8")).trim()}\n`);
  }
  return texts.join("\n");
}

async function buildTests() {
  const unit = (await readdir("test/unit")).filter((name) => name.endsWith(".test.ts"));
  await bundle({
    entryPoints: unit.map((name) => `test/unit/${name}`),
    outdir: "dist-test/unit",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  await bundle({
    entryPoints: ["test/host/index.ts"],
    outfile: "dist-test/host/index.js",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode", "mocha"],
  });
}
