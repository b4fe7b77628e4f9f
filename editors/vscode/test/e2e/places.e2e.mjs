// Tests where the extension looks for the server, in which order, and a program that is not
// the server.
import assert from "node:assert/strict";
import { mkdir, rm, writeFile, copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { loginPath, useServer, writeScript } from "./home.mjs";
import { until } from "./workbench.mjs";

/** Puts a server in each location, and returns the files by location. */
async function fill(home) {
  const places = {
    "goTelemetry.server.path": path.join(home, "mine"),
    PATH: path.join(home, "bin/telemetry-ls"),
    GOBIN: path.join(home, "gobin/telemetry-ls"),
    "GOPATH/bin": path.join(home, "gopath/bin/telemetry-ls"),
  };
  for (const file of Object.values(places)) {
    await mkdir(path.dirname(file), { recursive: true });
    await copyFile(process.env.SERVER, file);
  }
  return places;
}

export default {
  "tries each location in order": async ({ open }) => {
    let places;
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => {
        await loginPath(home, [path.join(home, "bin")]);
        places = await fill(home);
        await useServer(home, places["goTelemetry.server.path"]);
        // As `go env -w` writes it.
        await writeFile(path.join(home, ".config/go/env"), `GOBIN=${home}/gobin\nGOPATH=${home}/gopath\n`);
      },
    });
    const [extension] = (await readdir(bench.server.extensions)).filter((name) => name.startsWith("telemetry-ls."));
    places.bundled = path.join(bench.server.extensions, extension, "server/telemetry-ls");
    const taken = async () => [...(await bench.log()).matchAll(/server: (\S+): using (.*)/g)].map(([, place, file]) => `${place} ${file}`);
    const seen = [];
    for (const place of ["goTelemetry.server.path", "bundled", "PATH", "GOBIN", "GOPATH/bin"]) {
      seen.push(`${place} ${places[place]}`);
      await until(`the server is taken from ${place}`, async () => (await taken()).length === seen.length);
      assert.deepEqual(await taken(), seen);
      await bench.seeStatus("Go: local");
      await rm(places[place]);
      await bench.palette("Go Telemetry: Restart Server");
    }
    await bench.seeStatus("no server");
    const last = (await bench.log()).split(": using ").at(-1);
    const looked = [...last.matchAll(/server: (\S+): no program at/g)].map(([, place]) => place);
    // PATH also has VS Code's directories, so PATH may appear several times.
    assert.deepEqual([...new Set(looked)], ["goTelemetry.server.path", "bundled", "PATH", "GOBIN", "GOPATH/bin"]);
  },

  "says that a program never answered": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => useServer(home, await writeScript(path.join(home, "silent"), "exec sleep 1000")),
    });
    const gaveUp = bench.toast("silent did not answer within 15 s. Is it telemetry-ls?").first();
    await gaveUp.waitFor();
    assert.equal(await bench.status().locator(".codicon-sync").count(), 0, "the spinner is gone");
    await bench.shot("no-answer");
    await useServer(bench.home, path.join(bench.home, "gone"));
    await bench.seeStatus(/Go: local$/);
  },
};
