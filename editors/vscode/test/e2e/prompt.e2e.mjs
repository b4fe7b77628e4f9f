// Tests the prompt, the default for every environment, and when the prompt doesn't appear.
import assert from "node:assert/strict";
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { assertBeside, until } from "./workbench.mjs";

const question = "Share the approved counts";
const soon = { "goTelemetry.promptDelay": 100 };

/** Presses 'Everywhere' like a person, who has read it: it ignores clicks that come too soon. */
async function acceptEverywhere(bench, mode) {
  const accept = bench.toast("Use this choice in every new environment?").first().getByRole("button", { name: "Everywhere" });
  await until("it was there for a second", () =>
    accept.evaluate((element) => performance.now() - (element.firstSeen ??= performance.now()) > 1000),
  );
  await accept.click();
  await until("the setting is stored", async () => (await bench.userSettings())?.["goTelemetry.defaultMode"] === mode);
}

/** Checks that no default is stored. */
async function assertNoDefault(bench) {
  const settings = await until("the settings are complete", () => bench.userSettings());
  assert.equal(settings["goTelemetry.defaultMode"], undefined);
}

/** In the workbench: clicks a button in the moment in which it is drawn, once. */
function clickWhenDrawn(title) {
  const observer = new MutationObserver(() => {
    const button = [...document.querySelectorAll(".notification-toast .monaco-button")].find(({ textContent }) => textContent === title);
    if (button === undefined) return;
    observer.disconnect();
    button.click();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

/** Checks that the server was told not to ask, and doesn't. */
async function notAsked(bench) {
  await until("the server has its settings", async () => /settings for the server: .*"prompt":"never"/.test(await bench.log()));
  assert.doesNotMatch(await bench.log(), /settings for the server: .*"prompt":"auto"/);
  // If the server wanted to ask, it would do so before it answers this.
  await bench.palette("Go Telemetry: Copy Status");
  await bench.page.locator(".statusbar-item").filter({ hasText: "the status is in the clipboard" }).waitFor();
  assert.equal(await bench.toast(question).count(), 0);
  await assert.rejects(access(remembered(bench.home)), { code: "ENOENT" });
}

/** The file in which the server records the prompt. */
const remembered = (home) => path.join(home, ".config/telemetry-ls/prompt.json");

export default {
  "the answer can become the default for every environment": async ({ open }) => {
    const bench = await open({ settings: soon });
    await bench.seeStatus("Go: local");
    const toast = bench.toast(question).first();
    await toast.waitFor();
    await access(remembered(bench.home));
    await bench.shot("prompt");
    await bench.shot("readme-prompt", { x: 800, y: 560, width: 480, height: 240 });
    await toast.getByRole("button", { name: /^Off/ }).click();
    await bench.seeStatus(/Go: off$/);
    await bench.toast("Use this choice in every new environment?").waitFor();
    await bench.shot("everywhere");
    await acceptEverywhere(bench, "off");

    // Settings Sync copies the settings to another machine.
    const other = await open({
      settings: { "goTelemetry.promptDelay": 0, "goTelemetry.defaultMode": "off" },
    });
    await other.seeStatus(/Go: off$/);
    assert.match((await other.mode()) ?? "", /^off \d{4}-\d\d-\d\d$/);
    await other.toast("Go telemetry is now off").waitFor();
    assert.equal(await other.toast("Go telemetry is now off").count(), 1);
    assert.equal(await other.toast(question).count(), 0);
    await other.shot("default-applied");
    await other.answer("Go telemetry is now off", "Undo");
    await other.seeStatus("Go: local (default)");
    assert.equal(await other.mode(), undefined);

    // After an undo of the default, the next start doesn't apply it again.
    await other.load();
    await other.seeStatus("Go: local");
    await other.toast(question).first().waitFor();
    assert.equal(await other.mode(), undefined);
  },

  "the mode that GOTELEMETRY asks for comes first": async ({ open }) => {
    const bench = await open({ settings: soon, env: { GOTELEMETRY: "off" } });
    const stands = bench.toast(question).first();
    await stands.getByText("Off: what your GOTELEMETRY variable asks for, which Go ignores.").waitFor();
    const buttons = await stands.getByRole("button").allInnerTexts();
    assert.deepEqual(
      buttons.filter((text) => ["Off", "Keep local", "Share"].includes(text)),
      ["Off", "Keep local", "Share"],
    );
    const label = await bench.status().locator("[aria-label]").first().getAttribute("aria-label");
    assert.match(label, /Problem: the environment sets GOTELEMETRY=off, which Go ignores: the mode is local/);
    assert.equal(await bench.mode(), undefined, "the variable switches nothing");
    await stands.getByRole("button", { name: "Off", exact: true }).click();
    await bench.seeStatus(/Go: off$/);
  },

  "an answer after a different choice elsewhere": async ({ open }) => {
    const bench = await open({ settings: soon });
    const stands = bench.toast(question).first();
    await stands.waitFor();
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus(/Go: off$/);
    const chosen = await bench.mode();
    await stands.getByRole("button", { name: "Share", exact: true }).click();
    const offer = bench.toast("was set to off while the question was open. Switch to on anyway?").first();
    await offer.waitFor();
    await bench.shot("late-answer");
    assert.equal(await bench.modal().count(), 0, "the facts come with the switch, not before the offer");
    assert.equal(await bench.mode(), chosen);
    await offer.getByRole("button", { name: "Switch to on" }).click();
    await bench.modal().getByRole("button", { name: "Turn On" }).click();
    await bench.seeStatus(/Go: on$/);
    await bench.toast("Go telemetry is now on").getByRole("button", { name: "Undo" }).waitFor();
    assert.equal(await bench.toast("Go telemetry is now on").count(), 1);
    assert.equal(await bench.toast("every new environment").count(), 0);
  },

  "an answer after the same choice elsewhere": async ({ open }) => {
    const bench = await open({ settings: soon });
    const stands = bench.toast(question).first();
    await stands.waitFor();
    await bench.run("go", ["telemetry", "off"]);
    await bench.seeStatus(/Go: off$/);
    const chosen = await bench.mode();
    await stands.getByRole("button", { name: "Off", exact: true }).click();
    await bench.toast("Go telemetry is already off, since").waitFor();
    assert.equal(await bench.mode(), chosen);
    assert.equal(await bench.toast("every new environment").count(), 0);
  },

  "shows what is collected, and accepts an answer after the server that asked has exited": async ({ open }) => {
    const bench = await open({ settings: soon });
    const stands = bench.toast(question).first();
    await stands.getByRole("button", { name: "Details..." }).click();
    await bench.page.locator(".tab.active").filter({ hasText: "explanation.md" }).waitFor();
    await bench.webview().getByText("Go telemetry").first().waitFor();
    await stands.waitFor();
    assert.equal(await bench.mode(), undefined);
    const started = async () => (await bench.log()).split(": using ").length - 1;
    assert.equal(await started(), 1);
    await bench.palette("Go Telemetry: Restart Server");
    await until("another server runs", async () => (await started()) === 2);
    await bench.seeStatus("Go: local (default)");
    await stands.getByRole("button", { name: "Off", exact: true }).click();
    await bench.seeStatus(/Go: off$/);
    await bench.answer("Go telemetry is now off", "Undo");
    await bench.seeStatus("Go: local (default)");
  },

  "switches to on only after the facts": async ({ open }) => {
    const bench = await open({ settings: soon });
    await bench.toast(question).first().getByRole("button", { name: "Share" }).click();
    await bench.modal().getByText("public data set").waitFor();
    assert.equal(await bench.mode(), undefined);
    await bench.modal().getByRole("button", { name: "Turn On" }).click();
    await bench.seeStatus(/Go: on$/);
    const after = bench.toast("Use this choice in every new environment?").first();
    await after.waitFor();
    assert.equal(await bench.page.locator(".notification-toast").count(), 1, "one message, and the facts once");
    assert.equal(await bench.toast("public data set").count(), 0);
    assert.match(await bench.log(), /said: Go telemetry is now on\. Use this choice/);
    await after.getByRole("button", { name: "Undo" }).click();
    await bench.seeStatus("Go: local (default)");
    await until("the mode file is gone", async () => (await bench.mode()) === undefined);
  },

  "a default of on is announced with the facts": async ({ open }) => {
    const bench = await open({ telemetry: "off", settings: { "goTelemetry.defaultMode": "on" } });
    await bench.seeStatus(/Go: on$/);
    const toast = bench.toast("Go telemetry is now on").first();
    await toast.getByText("public data set").waitFor();
    await bench.shot("default-on");
    await bench.answer("Go telemetry is now on", "Undo");
    await bench.seeStatus("Go: local (default)");
  },

  "the question waits in the status bar, which opens it again": async ({ open }) => {
    const bench = await open({ settings: { ...soon, "goTelemetry.statusBar": "goFiles" } });
    const stands = bench.toast(question).first();
    await stands.waitFor();
    await bench.seeStatus("Go: local?");
    await bench.page.keyboard.press("Escape");
    await stands.waitFor({ state: "detached" });
    await bench.tooltip("A question waits for your answer");
    await bench.shot("question-waits");
    await bench.status().click();
    await stands.waitFor();
    assert.equal(await bench.toast(question).count(), 1);
    await stands.getByRole("button", { name: /^Off/ }).click();
    await until("the mode is saved", async () => (await bench.mode())?.startsWith("off "));
    // No Go file is open, and nothing waits any more.
    await bench.status().waitFor({ state: "hidden" });
  },

  "a double click on the answer, or a quick one on what follows, doesn't make it the default": async ({ open }) => {
    for (const [name, mode] of [
      [/^Off/, "off"],
      [/^Keep local/, "local"],
    ]) {
      const bench = await open({ settings: soon });
      const button = bench.toast(question).first().getByRole("button", { name });
      const clicked = await button.boundingBox();
      await button.dblclick();
      const follow = bench.toast("Use this choice in every new environment?").first();
      const accept = follow.getByRole("button", { name: "Everywhere" });
      const box = await accept.boundingBox();
      assertBeside(box, clicked);
      await bench.shot(`follow-up-${mode}`);
      assert.match(await follow.innerText(), new RegExp(`Go telemetry is now ${mode}`));
      await assertNoDefault(bench);
      await acceptEverywhere(bench, mode);
      await bench.page.close();
    }
  },

  "a click on 'Everywhere' at once doesn't count": async ({ open }) => {
    const bench = await open({ settings: soon });
    const off = bench.toast(question).first().getByRole("button", { name: /^Off/ });
    await off.waitFor();
    await bench.page.evaluate(clickWhenDrawn, "Everywhere");
    await off.click();
    // It appears again.
    await until("the click was ignored", async () => (await bench.log()).split("Use this choice").length - 1 === 2);
    await assertNoDefault(bench);
    await acceptEverywhere(bench, "off");
  },

  "isn't asked without VS Code's full consent": async ({ open }) => {
    for (const options of [{ telemetry: "error" }, { telemetry: "crash" }, { settings: { "telemetry.enableTelemetry": false } }]) {
      const bench = await open({ ...options, settings: { ...soon, ...options.settings } });
      await bench.seeStatus("Go: local (default)");
      await notAsked(bench);
      await bench.page.close();
    }
  },

  "is asked only once the window has Go": async ({ open }) => {
    const bench = await open({
      settings: soon,
      prepare: async ({ project }) => {
        await rm(project, { recursive: true });
        // So deep that the folder doesn't count as one with Go.
        await mkdir(path.join(project, "a/b/c/d/e"), { recursive: true });
        await writeFile(path.join(project, "a/b/c/d/e/deep.go"), "package deep\n");
        await writeFile(path.join(project, "run.sh"), "true\n");
      },
    });
    await bench.openFile("run.sh");
    await bench.seeStatus("Go: local (default)");
    await notAsked(bench);
    await bench.openFile("deep.go");
    await bench.toast(question).first().waitFor();
  },

  "telemetryLevel off suppresses the prompt, and a workspace can't set a default": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      settings: soon,
      prepare: async ({ project }) => {
        await mkdir(path.join(project, ".vscode"));
        await writeFile(
          path.join(project, ".vscode/settings.json"),
          JSON.stringify({ "goTelemetry.defaultMode": "on", "goTelemetry.server.path": "/bin/false" }),
        );
      },
    });
    await bench.openFile("main.go");
    await bench.seeStatus("Go: local (default)");
    await notAsked(bench);
    assert.equal(await bench.mode(), undefined);
  },
};
