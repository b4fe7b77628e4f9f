// Looks for accessibility violations with axe.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the accessibility violations that axe finds in the frame of `body`. */
export async function violations(body) {
  await body.evaluate((_, source) => (0, eval)(source), axe).catch(() => undefined);
  return body.evaluate(async (node) => {
    const result = await window.axe.run(node.ownerDocument, { resultTypes: ["violations"] });
    return result.violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => `${n.target} ${n.failureSummary}`)
          .join(" / ")}`,
    );
  });
}
