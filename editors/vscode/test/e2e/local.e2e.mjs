// What lies on this machine: deleted only after a yes; beside a list of approved
// counters; and looked at only while somebody looks.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { access, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeHistory } from "./fixture.mjs";
import { useServer, writeScript } from "./home.mjs";
import { patience, until } from "./workbench.mjs";

const old = "2020-01-05";

/** A server that writes down what it is told. */
const writeListener = (home) => writeScript(path.join(home, "listener"), `tee -a '${home}/heard' | '${process.env.SERVER}' "$@"`);

/** A module cache whose list approves one counter of the go command in use. */
async function writeUploadConfig(home) {
  const version = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const dir = path.join(home, "go/pkg/mod/golang.org/x/telemetry/config@v0.1.0");
  await mkdir(dir, { recursive: true });
  const program = { Name: "cmd/go", Versions: [version], Counters: [{ Name: "go/subcommand:{build}", Rate: 1 }] };
  await writeFile(
    path.join(dir, "config.json"),
    JSON.stringify({ GOOS: ["linux"], GOARCH: ["amd64"], GoVersion: [version], SampleRate: 1, Programs: [program] }),
  );
}

export default {
  "cleaning up deletes what is old, after a yes": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ telemetry }) => {
        await writeHistory(telemetry, 2);
        await writeFile(
          path.join(telemetry, `local/local.${old}.json`),
          JSON.stringify({ Week: old, LastWeek: "", X: 0.1, Programs: [], Config: "v0.50.0" }),
        );
      },
    });
    await bench.seeStatus("Go telemetry: local");
    const files = async () => (await readdir(bench.telemetry, { recursive: true })).filter((name) => name.endsWith(".json")).sort();
    const before = await files();
    assert.ok(before.includes(`local/local.${old}.json`));
    for (const answer of ["Cancel", "Delete"]) {
      await bench.palette("Go Telemetry: Clean Up Local Data...");
      await bench.modal().getByText("Delete 1 file of old Go telemetry data").waitFor();
      const text = await bench.modal().innerText();
      assert.ok(text.includes(`local/local.${old}.json`), text);
      assert.equal(text.match(/\.json/g).length, 1, `names that file alone: ${text}`);
      assert.deepEqual(await files(), before);
      if (answer === "Delete") await bench.shot("clean-up");
      await bench.modal().getByRole("button", { name: answer, exact: true }).click();
      await bench.modal().waitFor({ state: "detached" });
    }
    await bench.toast("1 file deleted").waitFor();
    assert.deepEqual(
      await files(),
      before.filter((name) => name !== `local/local.${old}.json`),
    );
    assert.equal(await bench.mode(), "local 2026-01-02");
    await bench.palette("Go Telemetry: Clean Up Local Data...");
    await bench.toast("no local data old enough").waitFor();
  },

  "the telemetry folder opens in a window of its own": async ({ open }) => {
    const bench = await open({ telemetry: "off", mode: "local 2026-01-02" });
    await bench.seeStatus("Go telemetry: local");
    const opened = bench.page.context().waitForEvent("page", { timeout: patience });
    await bench.palette("Go Telemetry: Open Telemetry Folder");
    const address = new URL((await opened).url());
    assert.equal(address.hostname, "127.0.0.1");
    assert.equal(address.searchParams.get("folder"), bench.telemetry);
  },

  "approved beside withheld, by the list in the module cache": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "goTelemetry.uploadConfig": "cached" },
      env: { GOMODCACHE: undefined },
      prepare: ({ home }) => writeUploadConfig(home),
    });
    await bench.seeStatus("Go telemetry: local");
    await bench.run("go", ["build", "./..."]);
    await bench.palette("Go Telemetry: Show Dashboard");
    const dashboard = bench.webview();
    await dashboard.getByText("By the list of approved counters v0.1.0.").waitFor();
    const column = (title) =>
      dashboard
        .locator(".beside > div")
        .filter({ has: dashboard.locator("h4", { hasText: title }) })
        .first();
    await column("Approved").getByText("go/subcommand:build").waitFor();
    await column("Withheld").getByText("go/invocations").waitFor();
    const [approved, withheld] = [await column("Approved").innerText(), await column("Withheld").innerText()];
    assert.match(approved, /1 counter\b/);
    assert.doesNotMatch(approved, /go\/invocations/);
    assert.match(withheld, /counter not approved/);
    assert.doesNotMatch(withheld, /go\/subcommand:build/);
    await column("Approved").scrollIntoViewIfNeeded();
    await bench.shot("dashboard-approved");

    await bench.palette("Go Telemetry: Preview Upload");
    await bench.page.locator(".tab.active").filter({ hasText: "preview.md" }).waitFor();
    const document = bench.page.frameLocator("iframe.webview.ready:visible").last().frameLocator("iframe#active-frame").locator("body");
    await document.getByText("go/subcommand:build").first().waitFor();
    const text = await document.innerText();
    for (const part of ["v0.1.0", "go/invocations"]) assert.ok(text.includes(part), `${part} in ${text}`);
    await bench.shot("document-preview-approved");
  },

  "the dashboard asks only while it is seen": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home, telemetry }) => {
        await writeHistory(telemetry, 2);
        await useServer(home, await writeListener(home));
      },
    });
    await bench.seeStatus("Go telemetry: local");
    const asked = async (command) => (await readFile(path.join(bench.home, "heard"), "utf8")).split(`"telemetry-ls.${command}"`).length - 1;
    // A request of our own: what was under way before it has arrived, too.
    const barrier = async () => {
      const before = await asked("status");
      await bench.palette("Go Telemetry: Copy Status");
      await until("the status is asked for", async () => (await asked("status")) > before);
    };
    assert.equal(await asked("summary"), 0);
    await bench.palette("Go Telemetry: Show Dashboard");
    await bench.webview().getByRole("heading", { name: "cmd/go", exact: true }).first().waitFor();
    await until("it asks again and again", async () => (await asked("summary")) >= 3);

    await bench.openFile("go.mod");
    await barrier();
    const hidden = await asked("summary");
    for (const mode of ["off", "local", "off"]) {
      await bench.run("go", ["telemetry", mode]);
      await bench.seeStatus(`Go telemetry: ${mode}`);
      await barrier();
    }
    assert.equal(await asked("summary"), hidden, "asked while hidden");

    await bench.palette("Go Telemetry: Show Dashboard");
    await until("it asks when seen again", async () => (await asked("summary")) > hidden);
    await bench.webview().getByText("The mode is off: nothing is uploaded").waitFor();
  },

  "a server path is not used in a workspace that is not trusted": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
      prepare: async ({ home }) => useServer(home, await writeListener(home)),
    });
    await bench.seeStatus("Go telemetry: local");
    const log = await until("the places are logged", async () => {
      const text = await bench.log();
      return text.includes(": taken, ") && text;
    });
    assert.match(log, /goTelemetry\.server\.path: left out, the workspace is not trusted/);
    assert.match(log, /bundled: taken/);
    await assert.rejects(access(path.join(bench.home, "heard")));
    await bench.palette("Go Telemetry: Turn Off");
    await bench.seeStatus("Go telemetry: off");
  },
};
