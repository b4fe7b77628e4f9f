// Tests policies: the drift and its mending, the refusals of the machine's policy, and the
// errors in policy files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { useServer, writeScript } from "./home.mjs";
import { until } from "./workbench.mjs";

const quiet = { telemetry: "off", mode: "local 2026-01-02" };
const reason = "Source code is secret here";

const workspacePolicy = (project, policy) => writeFile(path.join(project, ".telemetry-ls.json"), JSON.stringify({ policy }));

/** Makes the server see a policy of the machine; no other program does. */
async function machinePolicy({ home }, policy) {
  const etc = path.join(home, "etc");
  await mkdir(path.join(etc, "telemetry-ls"), { recursive: true });
  for (const dir of [etc, path.join(etc, "telemetry-ls")]) await chmod(dir, 0o755);
  await writeFile(path.join(etc, "telemetry-ls/policy.json"), JSON.stringify({ policy }));
  const mount = `mount -t overlay -o "lowerdir=${etc}:/etc" overlay /etc`;
  const serve = `exec unshare -m sh -c '${mount} && exec "$0" "$@"' '${process.env.SERVER}' "$@"`;
  await useServer(home, await writeScript(path.join(home, "server"), serve));
}

/** Whether this machine can show a server another /etc. */
function canMount() {
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const squiggles = (bench) => bench.page.locator(".editor-instance .squiggly-error");
const toasts = (bench) => bench.page.locator(".notifications-toasts .notification-toast");

const withMachinePolicy = {
  "the machine's policy refuses on, with its reason": async ({ open }) => {
    const policy = { allowed: ["local", "off"], reason, url: "https://example.com/why" };
    const bench = await open({ ...quiet, prepare: (place) => machinePolicy(place, policy) });
    await bench.seeStatus("Go telemetry: local");
    await bench.palette("Go Telemetry: Turn On");
    await bench.page.locator(".monaco-dialog-box").getByRole("button", { name: "Turn On" }).click();
    await bench.toast(`${reason}; see https://example.com/why`).waitFor();
    assert.equal(await bench.mode(), "local 2026-01-02");
  },
};

export default {
  "drift is shown calmly, and an action mends it": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => workspacePolicy(project, { mode: "off", reason: "Only off here" }) });
    await bench.openFile("main.go");
    await bench.seeStatus("Go telemetry: local");
    assert.equal(await toasts(bench).count(), 0);
    await bench.page.locator(".editor-instance .view-line").first().click();
    const title = "Switch Go telemetry to off (this workspace's policy: Only off here)";
    const row = bench.page.locator(".action-widget .monaco-list-row").filter({ hasText: title });
    await until("the action is offered", async () => {
      await bench.palette("Source Action...");
      return row.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await row.click();
    await bench.seeStatus("Go telemetry: off");
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
  },

  "a mode that conforms is silent": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => workspacePolicy(project, { allowed: ["local", "off"] }) });
    await bench.seeStatus("Go telemetry: local");
    await bench.openFile(".telemetry-ls.json");
    assert.equal(await toasts(bench).count(), 0);
    assert.equal(await squiggles(bench).count(), 0);
  },

  "an error in a policy file is underlined": async ({ open }) => {
    const bench = await open({
      ...quiet,
      prepare: async ({ project }) => {
        await rm(project, { recursive: true }); // the file alone attaches the server
        await mkdir(project);
        await workspacePolicy(project, { mode: "of" });
      },
    });
    await bench.openFile(".telemetry-ls.json");
    await squiggles(bench).first().waitFor();
    await bench.palette("Problems: Focus on Problems View");
    const row = bench.page.locator(".markers-panel .monaco-list-row").filter({ hasText: "policy-invalid" });
    await row.first().waitFor();
    await bench.shot("policy-invalid");
  },

  ...(canMount() ? withMachinePolicy : {}),
};
