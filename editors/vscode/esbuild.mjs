// Bundles the extension, the dashboard and the tests.
//
//   node esbuild.mjs            dist/, and the page that the server embeds
//   node esbuild.mjs --tests    dist-test/ besides
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
process.chdir(here);

const extension = await esbuild.build({
  metafile: true,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  legalComments: "none",
});
const dashboard = await esbuild.build({
  metafile: true,
  entryPoints: { dashboard: "dashboard/main.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  legalComments: "none",
});
await writeFile("dist/licences.txt", await licences(extension, dashboard));
await writePage();
if (process.argv.includes("--tests")) await buildTests();

/** One file with all in it; a place holder stands where the data goes. */
async function writePage() {
  const script = (await readFile("dist/dashboard.js", "utf8")).trim().replaceAll("</script", "<\\/script");
  const style = (await readFile("dist/dashboard.css", "utf8")).trim();
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  const notice = (await licences(dashboard)).trim().replaceAll("--", "- -");
  const page = (await readFile("dashboard/page.html", "utf8"))
    .replace("{{licences}}", () => notice)
    .replace("{{policy}}", () => policy)
    .replace("{{style}}", () => style)
    .replace("{{script}}", () => script);
  await writeFile("../../dashboard/page.html", page);
}

/** The licences of the packages that went into a bundle. */
async function licences(...results) {
  const names = new Set();
  for (const input of results.flatMap((result) => Object.keys(result.metafile.inputs))) {
    const name = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  const texts = [];
  for (const name of [...names].sort()) {
    const file = (await readdir(`node_modules/${name}`)).find((f) => /^licen[sc]e/i.test(f));
    if (file === undefined) throw new Error(`${name} has no licence`);
    texts.push(`${name}\n\n${(await readFile(`node_modules/${name}/${file}`, "utf8")).trim()}\n`);
  }
  return texts.join("\n");
}

async function buildTests() {
  const unit = (await readdir("test/unit")).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    entryPoints: unit.map((name) => `test/unit/${name}`),
    outdir: "dist-test/unit",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  await esbuild.build({
    entryPoints: ["test/host/index.ts"],
    outfile: "dist-test/host/index.js",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode", "mocha"],
  });
}
