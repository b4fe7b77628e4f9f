// Bundles the extension, the dashboard and the tests.
//
//   node esbuild.mjs            dist/ and media/dashboard.html
//   node esbuild.mjs --tests    dist-test/ besides
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
process.chdir(here);

await esbuild.build({
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
await esbuild.build({
  entryPoints: { dashboard: "dashboard/main.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  legalComments: "none",
});
await writePage();
if (process.argv.includes("--tests")) await buildTests();

/** One file with all in it; a place holder stands where the data goes. */
async function writePage() {
  const script = (await readFile("dist/dashboard.js", "utf8")).trim().replaceAll("</script", "<\\/script");
  const style = (await readFile("dist/dashboard.css", "utf8")).trim();
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  const page = (await readFile("dashboard/page.html", "utf8"))
    .replace("{{policy}}", () => policy)
    .replace("{{style}}", () => style)
    .replace("{{script}}", () => script);
  await mkdir("media", { recursive: true });
  await writeFile("media/dashboard.html", page);
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
