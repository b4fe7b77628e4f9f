// Tests that the extension doesn't parse the server's texts: it works even if they are all
// nonsense, because it reads the structured fields of questions. For the nonsense, see
// internal/lsptest/nonsense.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { cache, root } from "../../../../scripts/vscode/server.mjs";
import { writeHistory } from "./fixture.mjs";
import { useServer, writeScript } from "./home.mjs";
import { until } from "./workbench.mjs";

const soon = { "goTelemetry.promptDelay": 100 };
const on = "Off plugh";
const off = "Local plugh";
const later = /^On xyzzy \d$/;

/** Puts nonsense between the extension and the server. */
async function garble({ home }) {
  const program = path.join(home, "nonsense-program");
  execFileSync("go", ["build", "-o", program, "./internal/lsptest/nonsense"], {
    cwd: root,
    env: { ...process.env, TEST_TELEMETRY_DIR: path.join(cache, "telemetry-off") },
  });
  const server = process.env.SERVER ?? path.join(root, "bin/telemetry-ls");
  await useServer(home, await writeScript(path.join(home, "nonsense"), `exec '${program}' '${server}' "$@"`));
}

const button = (toast, name) => toast.getByRole("button", { name, exact: true });

export default {
  "the prompt: switches to on after the facts, undoes, and handles a late answer": async ({ open }) => {
    const bench = await open({ settings: soon, prepare: garble });
    const stands = bench.toast("Plugh prompt?").first();
    await stands.waitFor();
    await button(stands, "On xyzzy 2").waitFor();
    await bench.shot("nonsense");
    await button(stands, on).click();
    await bench.modal().getByText("public data set").waitFor();
    assert.equal(await bench.mode(), undefined);
    await bench.modal().getByRole("button", { name: "Turn On" }).click();
    await bench.seeStatus(/Go: on$/);
    const after = bench.toast("Use this choice in every new environment?").first();
    await button(after, "Undo").click();
    await bench.seeStatus("Go: local (default)");
    await until("the mode file is gone", async () => (await bench.mode()) === undefined);

    await bench.palette("Go Telemetry: Ask Again");
    const again = bench.toast("Plugh prompt?").first();
    await again.waitFor();
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus(/Go: off$/);
    const chosen = await bench.mode();
    await button(again, on).click();
    const offer = bench.toast("Plugh switch?").first();
    await offer.waitFor();
    assert.equal(await bench.modal().count(), 0, "the facts come with the switch, not before the offer");
    assert.equal(await bench.mode(), chosen);
    await button(offer, on).click();
    await bench.modal().getByRole("button", { name: "Turn On" }).click();
    await bench.seeStatus(/Go: on$/);
  },

  "the prompt: switches to off without a notice": async ({ open }) => {
    const bench = await open({ settings: soon, prepare: garble });
    const stands = bench.toast("Plugh prompt?").first();
    await button(stands, off).click();
    await bench.seeStatus(/Go: off$/);
    assert.equal(await bench.modal().count(), 0);
    await button(bench.toast("Use this choice in every new environment?").first(), "Only here").waitFor();
  },

  "a default of on shows the facts, and can be undone": async ({ open }) => {
    const bench = await open({ telemetry: "off", settings: { "goTelemetry.defaultMode": "on" }, prepare: garble });
    await bench.seeStatus(/Go: on$/);
    const toast = bench.toast("Plugh default?").first();
    await toast.getByText("public data set").waitFor();
    await button(toast, "On xyzzy 1").click();
    await bench.seeStatus("Go: local (default)");
    assert.equal(await bench.modal().count(), 0);
  },

  "a download is offered, and can be postponed": async ({ open }) => {
    const bench = await open({
      mode: "local 2026-01-02",
      telemetry: "off",
      env: ({ home }) => ({ GOMODCACHE: path.join(home, "mod") }),
      prepare: async (paths) => {
        await writeHistory(paths.telemetry);
        await garble(paths);
      },
    });
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Preview Upload");
    const toast = bench.toast("Plugh download?").first();
    await toast.waitFor();
    assert.equal(await toast.getByRole("button", { name: later }).count(), 3);
    await button(toast, "On xyzzy 2").click();
    await toast.waitFor({ state: "detached" });
    assert.equal(await bench.mode(), "local 2026-01-02");
  },
};
