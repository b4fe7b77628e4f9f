// Tests the data on this machine: they are deleted only after a confirmation, compared
// with the upload config, and read only while the dashboard is visible.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { access, mkdir, readFile, readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { patience } from "../../../../scripts/vscode/browser.mjs";
import { writeHistory } from "./fixture.mjs";
import { useServer, writeScript } from "./home.mjs";
import { publishModule } from "./modproxy.mjs";
import { unfold } from "./page.mjs";
import { until, withGo } from "./workbench.mjs";

const old = "2020-01-05";

/** Writes a server that records its input. */
const writeListener = (home) => writeScript(path.join(home, "listener"), `tee -a '${home}/heard' | '${process.env.SERVER}' "$@"`);

/** Returns an upload config that approves one counter of the current go command. */
function uploadConfig() {
  const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const program = { Name: "cmd/go", Versions: [version], Counters: [{ Name: "go/subcommand:{build}", Rate: 1 }] };
  return JSON.stringify({ GOOS: ["linux"], GOARCH: ["amd64"], GoVersion: [version], SampleRate: 1, Programs: [program] });
}

const configModule = "golang.org/x/telemetry/config";

/** Writes that upload config into the module cache, and returns its file. */
async function writeUploadConfig(home) {
  const dir = path.join(home, `go/pkg/mod/${configModule}@v0.1.0`);
  await mkdir(dir, { recursive: true });
  const file = path.join(dir, "config.json");
  await writeFile(file, uploadConfig());
  return file;
}

/** Makes a module proxy that has that upload config, and returns its GOPROXY. */
function publishUploadConfig(dir, version = "v0.1.0") {
  return publishModule(dir, configModule, version, [
    { name: "go.mod", data: Buffer.from(`module ${configModule}\n`) },
    { name: "config.json", data: Buffer.from(uploadConfig()) },
  ]);
}

/** Counts a build, opens the dashboard with the preview, and returns its frame. */
async function openPreview(bench) {
  await bench.seeStatus("Go: local");
  await bench.run("go", ["build", "./..."]);
  await bench.palette("Go Telemetry: Show Dashboard");
  const dashboard = bench.webview();
  await unfold(dashboard, "Preview: what would be uploaded");
  return dashboard;
}

export default {
  "cleaning up deletes old data after a confirmation": async ({ open }) => {
    const report = JSON.stringify({ Week: old, LastWeek: "", X: 0.1, Programs: [], Config: "v0.50.0" });
    const oldFiles = [`local/${old}.json`, `local/local.${old}.json`];
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home, telemetry }) => {
        await writeHistory(telemetry, 2);
        for (const file of oldFiles) await writeFile(path.join(telemetry, file), report);
        await useServer(home, await writeListener(home));
      },
    });
    await bench.seeStatus("Go: local");
    const files = async () => (await readdir(bench.telemetry, { recursive: true })).filter((name) => name.endsWith(".json")).sort();
    const before = await files();
    for (const answer of ["Cancel", "Delete"]) {
      await bench.palette("Go Telemetry: Clean Up Local Data...");
      await bench.modal().getByText("Delete 2 files of old Go telemetry data").waitFor();
      const text = await bench.modal().innerText();
      assert.match(text, /local\/2020-01-05\.json \(\d+ B, cancels an upload\)\nlocal\/local\.2020-01-05\.json \(\d+ B\)/);
      assert.equal(text.match(/\.json/g).length, 2, `names other files: ${text}`);
      assert.deepEqual(await files(), before);
      if (answer === "Delete") await bench.shot("clean-up");
      await bench.modal().getByRole("button", { name: answer, exact: true }).click();
      await bench.modal().waitFor({ state: "detached" });
    }
    await bench.toast("2 files deleted").waitFor();
    assert.deepEqual(
      await files(),
      before.filter((name) => !oldFiles.includes(name)),
    );
    assert.equal(await bench.mode(), "local 2026-01-02");
    const heard = await readFile(path.join(bench.home, "heard"), "utf8");
    const days = [...heard.matchAll(/"before":"(\d{4}-\d\d-\d\d)","dryRun":(true|false)/g)].map(([, day, dry]) => `${day} ${dry}`);
    assert.equal(days.length, 3);
    assert.equal(days[2], days[1].replace("true", "false"), "deletes what it showed");
    await bench.palette("Go Telemetry: Clean Up Local Data...");
    await bench.toast("no local data is old enough").waitFor();
  },

  "the telemetry directory opens in a new window": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go: local");
    const opened = bench.page.context().waitForEvent("page", { timeout: patience });
    await bench.palette("Go Telemetry: Open Telemetry Folder");
    const address = new URL((await opened).url());
    assert.equal(address.hostname, "127.0.0.1");
    assert.equal(address.searchParams.get("folder"), bench.telemetry);
  },

  "shows approved beside withheld counters, according to the upload config in the module cache": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "goTelemetry.uploadConfig": "cached" },
      env: { GOMODCACHE: undefined },
      prepare: ({ home }) => writeUploadConfig(home),
    });
    const dashboard = await openPreview(bench);
    await dashboard.getByText("Based on upload config v0.1.0").waitFor();
    await unfold(dashboard, "running, would");
    const column = (title) =>
      dashboard
        .locator(".beside > div")
        .filter({ has: dashboard.locator("h4", { hasText: title }) })
        .first();
    await column("Approved").getByText("go/subcommand:build").waitFor();
    await unfold(dashboard, "Counter not approved");
    await column("Withheld").getByText("go/invocations").waitFor();
    const [approved, withheld] = [await column("Approved").innerText(), await column("Withheld").innerText()];
    assert.match(approved, /1 counter\b/);
    assert.doesNotMatch(approved, /go\/invocations/);
    assert.match(withheld, /Counter not approved/);
    assert.doesNotMatch(withheld, /go\/subcommand:build/);
    await column("Approved").scrollIntoViewIfNeeded();
    await bench.shot("dashboard-approved");

    await bench.palette("Go Telemetry: Preview Upload");
    await bench.page.locator(".tab.active").filter({ hasText: "preview.md" }).waitFor();
    const shown = bench.page.frameLocator("iframe.webview.ready:visible").last().frameLocator("iframe#active-frame").locator("body");
    await shown.getByText("go/subcommand:build").first().waitFor();
    const text = await shown.innerText();
    for (const part of ["v0.1.0", "go/invocations"]) assert.ok(text.includes(part), `${part} in ${text}`);
    await bench.shot("page-preview-approved");
  },

  "downloads the upload config after you agree, and updates the dashboard": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home, telemetry }) => {
        await withGo(home);
        await writeHistory(telemetry, 2);
      },
      env: async ({ home }) => ({
        GOMODCACHE: path.join(home, "modules"),
        GOPROXY: await publishUploadConfig(path.join(home, "proxy")),
        GOSUMDB: "off",
      }),
    });
    const dashboard = await openPreview(bench);
    await dashboard.getByText("The upload config isn't on this machine").waitFor();
    await unfold(dashboard, "running, would");
    await bench.shot("download");
    await bench.answer("isn't on this machine, so a preview can't tell", "Download");
    await dashboard.getByText("Based on upload config v0.1.0").waitFor();
    await dashboard.locator(".beside").getByText("go/subcommand:build").first().waitFor();
  },

  "the button on the dashboard downloads the latest upload config, and shows it": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      // The server doesn't ask about a download by itself.
      settings: { "goTelemetry.uploadConfig": "cached" },
      prepare: async ({ home, telemetry }) => {
        await withGo(home);
        await writeHistory(telemetry, 2);
        const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
        await utimes(await writeUploadConfig(home), twoDaysAgo, twoDaysAgo);
      },
      env: async ({ home }) => ({
        GOMODCACHE: undefined,
        GOPROXY: await publishUploadConfig(path.join(home, "proxy"), "v0.2.0"),
        GOSUMDB: "off",
      }),
    });
    const dashboard = await openPreview(bench);
    await dashboard.getByText("Based on upload config v0.1.0. It may be out of date").waitFor();
    const button = dashboard.getByRole("button", { name: "Download the upload config" });
    await button.click();
    await dashboard.getByText("Based on upload config v0.2.0").waitFor();
    await button.waitFor({ state: "detached" });
  },

  "the dashboard requests data only while it is visible": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home, telemetry }) => {
        await writeHistory(telemetry, 2);
        await useServer(home, await writeListener(home));
      },
    });
    await bench.seeStatus("Go: local");
    const asked = async (command) => (await readFile(path.join(bench.home, "heard"), "utf8")).split(`"telemetry-ls.${command}"`).length - 1;
    // Make a request: when it has arrived, so have all earlier ones.
    const barrier = async () => {
      const before = await asked("status");
      await bench.palette("Go Telemetry: Copy Status");
      await until("the status is requested", async () => (await asked("status")) > before);
    };
    assert.equal(await asked("summary"), 0);
    await bench.palette("Go Telemetry: Show Dashboard");
    await bench.webview().getByRole("heading", { name: "go command", exact: true }).first().waitFor();
    await until("it requests data repeatedly", async () => (await asked("summary")) >= 3);

    await bench.openFile("go.mod");
    await barrier();
    const hidden = await asked("summary");
    for (const mode of ["off", "local", "off"]) {
      await bench.run("go", ["telemetry", mode]);
      await bench.seeStatus(`Go: ${mode}`);
      await barrier();
    }
    assert.equal(await asked("summary"), hidden, "requested data while hidden");

    await bench.palette("Go Telemetry: Show Dashboard");
    await until("it requests data when visible again", async () => (await asked("summary")) > hidden);
    await bench.webview().getByText("Off. Nothing leaves this machine.").waitFor();
  },

  "ignores the server path in an untrusted workspace": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
      prepare: async ({ home }) => useServer(home, await writeListener(home)),
    });
    await bench.seeStatus("Go: local");
    const log = await until("the locations are logged", async () => {
      const text = await bench.log();
      return text.includes(": using ") && text;
    });
    assert.match(log, /goTelemetry\.server\.path: skipped, the workspace is not trusted/);
    assert.match(log, /bundled: using/);
    await assert.rejects(access(path.join(bench.home, "heard")), { code: "ENOENT" });
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go: off");
  },
};
