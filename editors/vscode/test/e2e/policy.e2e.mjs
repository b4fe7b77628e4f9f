// Tests policies: the drift and its mending, the refusals of the machine's policy, what its
// apply does, and the help in policy files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { useServer, writeScript } from "./home.mjs";
import { assertBeside, isSeen, until } from "./workbench.mjs";

const quiet = { telemetry: "off", mode: "local 2026-01-02" };
const reason = "Source code is secret here";

const workspacePolicy = (project, policy) => writeFile(path.join(project, ".telemetry-ls.json"), JSON.stringify({ policy }));

const writeMachinePolicy = ({ home }, policy) => writeFile(path.join(home, "etc/telemetry-ls/policy.json"), JSON.stringify({ policy }));

/** Makes the server see a policy of the machine; no other program does. */
async function machinePolicy({ home }, policy) {
  const etc = path.join(home, "etc");
  const ours = path.join(etc, "telemetry-ls");
  await mkdir(ours, { recursive: true });
  for (const dir of [etc, ours]) await chmod(dir, 0o755);
  await writeMachinePolicy({ home }, policy);
  // Without the second mount, the server would see no change.
  const mount = `mount -t overlay -o "lowerdir=${etc}:/etc" overlay /etc && mount --bind "${ours}" /etc/telemetry-ls`;
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

const url = "https://example.com/why";
const why = `${reason}; see ${url}`;

const withMachinePolicy = {
  "the machine's policy refuses on, with its reason": async ({ open }) => {
    const policy = { allowed: ["local", "off"], reason, url };
    const bench = await open({ ...quiet, prepare: (place) => machinePolicy(place, policy) });
    await bench.seeStatus("Go: local");
    await bench.palette("Go Telemetry: Turn On");
    await bench.toast(`allows only local or off (${why})`).getByRole("button", { name: "Show Policy" }).waitFor();
    assert.doesNotMatch(await bench.log(), /asked: Turn Go telemetry on/, "it offers nothing that it refuses");
    assert.equal(await toasts(bench).count(), 1);
    assert.equal(await bench.mode(), "local 2026-01-02");
    await bench.palette("Go Telemetry: Switch Mode...");
    const row = (text) => bench.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text });
    await row("This machine's policy").getByText(`Allows only local or off (${why})`).waitFor();
    assert.equal(await row("Count, upload weekly").count(), 0);
    await bench.shot("policy-menu");
    await bench.page.locator(".quick-input-widget input.input:visible").fill("machine's policy");
    await bench.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: "This machine's policy" }).waitFor();
    await bench.page.keyboard.press("Enter");
    await bench.page.locator(".tab.active").filter({ hasText: "policy.md" }).waitFor();
    const page = bench.webview().locator("body");
    await page.getByText("and this machine's policy allows only local or off").waitFor();
    await page.getByText(reason).waitFor();
    await page.getByRole("link", { name: url }).waitFor();
    await bench.shot("page-policy");
  },

  "an answer that the machine's policy came to forbid is refused": async ({ open }) => {
    const prepare = (place) => machinePolicy(place, { allowed: ["on", "local", "off"] });
    const bench = await open({ settings: { "goTelemetry.promptDelay": 0 }, prepare });
    const stands = bench.toast("Share the approved counts").first();
    await stands.waitFor();
    await writeMachinePolicy(bench, { mode: "off", reason, url });
    // The item shows that the question waits. The drift is in what screen readers say.
    await bench.status().locator("[aria-label*='this machine\\'s policy wants off']").waitFor();
    await stands.getByRole("button", { name: "Share", exact: true }).click();
    await bench.toast(`switching to on: this machine's policy allows only off (${why})`).waitFor();
    assert.doesNotMatch(await bench.log(), /asked: Turn Go telemetry on/);
    assert.equal(await bench.mode(), undefined);
  },

  "with fewer answers, 'Everywhere' doesn't stand where the answer was": async ({ open }) => {
    for (const name of ["Keep local", "Off"]) {
      const prepare = (place) => machinePolicy(place, { allowed: ["local", "off"] });
      const bench = await open({ settings: { "goTelemetry.promptDelay": 0 }, prepare });
      const answer = bench.toast("Keep counting?").first().getByRole("button", { name, exact: true });
      const clicked = await answer.boundingBox();
      await answer.click();
      const follow = bench.toast("Use this choice in every new environment?").first();
      assertBeside(await follow.getByRole("button", { name: "Everywhere" }).boundingBox(), clicked);
      await bench.page.close();
    }
  },

  "a machine's policy is applied and announced once, and isn't undone": async ({ open }) => {
    const policy = { mode: "off", reason, url, apply: true };
    const prepare = (place) => machinePolicy(place, policy);
    const bench = await open({ settings: { "goTelemetry.promptDelay": 0 }, prepare });
    await bench.seeStatus(/Go: off$/);
    const announcement = bench.toast(`Go telemetry is now off: this machine's policy wants off (${why})`);
    await announcement.getByRole("button", { name: "Show Policy" }).waitFor();
    await bench.shot("policy-applied");
    const chosen = await bench.mode();
    assert.match(chosen, /^off \d{4}-\d\d-\d\d$/);
    await bench.palette("Go Telemetry: Undo Last Switch");
    await bench.toast(`undoing the switch: this machine's policy allows only off (${why})`).waitFor();
    assert.equal(await bench.mode(), chosen);
    await announcement.getByRole("button", { name: "Show Policy" }).click();
    await bench.webview().locator("body").getByText("and this machine's policy wants off").waitFor();
    await bench.reload();
    await bench.seeStatus(/Go: off$/);
    // Requests are answered in order, so this is after everything that the start says.
    await bench.palette("Go Telemetry: Copy Status");
    await bench.page.locator(".statusbar-item").filter({ hasText: "the status is in the clipboard" }).waitFor();
    assert.equal((await bench.log()).split("said: Go telemetry is now off").length, 2, "announced once");
    assert.doesNotMatch(await bench.log(), /Share the approved counts/, "one choice is left, so nothing is asked");
  },
};

export default {
  "drift is shown calmly, and an action mends it": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => workspacePolicy(project, { mode: "off", reason: "Only off here" }) });
    await bench.openFile("main.go");
    await bench.seeStatus("Go: local");
    assert.equal(await toasts(bench).count(), 0);
    await bench.page.locator(".editor-instance .view-line").first().click();
    const title = "Switch Go telemetry to off (this workspace's policy: Only off here)";
    const row = bench.page.locator(".action-widget .monaco-list-row").filter({ hasText: title });
    await until("the action is offered", async () => {
      await bench.palette("Source Action...");
      return isSeen(row);
    });
    await bench.page.keyboard.press("Escape");
    const tooltip = await bench.tooltipText("this workspace's policy wants off");
    assert.doesNotMatch(tooltip, /Only off here/, "words of the workspace");
    // The menu of the light bulb has it too.
    await bench.page.locator(".editor-instance .view-line").first().click();
    await until("the action is offered", async () => {
      await bench.palette("Quick Fix...");
      return isSeen(row);
    });
    await bench.shot("policy-drift");
    await row.click();
    await bench.seeStatus("Go: off");
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
  },

  "a mode that conforms is silent": async ({ open }) => {
    const bench = await open({ ...quiet, prepare: ({ project }) => workspacePolicy(project, { allowed: ["local", "off"] }) });
    await bench.seeStatus("Go: local");
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

  "the schemas help in policy files": async ({ open }) => {
    const bench = await open({
      ...quiet,
      prepare: async ({ project }) => {
        await writeFile(path.join(project, ".telemetry-ls.json"), '{\n  "policy": {\n    "mode": "off"\n  }\n}\n');
        await mkdir(path.join(project, "etc/telemetry-ls"), { recursive: true });
        await writeFile(path.join(project, "etc/telemetry-ls/policy.json"), '{\n  "policy": {\n    "apply": true\n  }\n}\n');
      },
    });
    for (const [file, key, help, others] of [
      [".telemetry-ls.json", "mode", "The only mode that conforms.", ["allowed", "reason", "url"]],
      ["policy.json", "apply", "True sets the mode", ["allowed", "mode", "reason", "url"]],
    ]) {
      await bench.openFile(file);
      const line = bench.page.locator(".editor-instance .view-line").nth(2);
      const hover = bench.page.locator(".monaco-hover:visible").filter({ hasText: help });
      await until(`the hover on ${key}`, async () => {
        await bench.page.mouse.move(0, 0);
        await line.getByText(key).hover();
        return isSeen(hover);
      });
      await bench.shot(`schema-${key}`);
      await line.click();
      await bench.page.keyboard.press("End");
      await bench.page.keyboard.type(",");
      await bench.page.keyboard.press("Enter");
      const suggestions = bench.page.locator(".suggest-widget.visible .monaco-list-row");
      await until("keys are suggested", async () => {
        await bench.page.keyboard.press("Control+Space");
        return isSeen(suggestions.first());
      });
      assert.deepEqual((await suggestions.allInnerTexts()).map((text) => text.trim()).sort(), others);
      await bench.page.keyboard.press("Escape");
      await bench.palette("File: Save");
    }
  },

  ...(canMount() ? withMachinePolicy : {}),
};
