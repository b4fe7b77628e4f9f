// Where the server is looked for, place by place, and what is no server.
import assert from "node:assert/strict";
import { mkdir, rm, writeFile, copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { loginPath, useServer, writeScript } from "./home.mjs";
import { until } from "./workbench.mjs";

/** The places in their order, each with the file that lies there. */
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
  "each place in its turn": async ({ open }) => {
    let places;
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => {
        await loginPath(home, [path.join(home, "bin")]);
        places = await fill(home);
        await useServer(home, places["goTelemetry.server.path"]);
        // As `go env -w` leaves it.
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
      await bench.seeStatus("Go telemetry: local");
      await rm(places[place]);
      await bench.palette("Go Telemetry: Restart Server");
    }
    await bench.seeStatus("no server");
    const last = (await bench.log()).split(": using ").at(-1);
    const looked = [...last.matchAll(/server: (\S+): no program at/g)].map(([, place]) => place);
    // VS Code has folders of its own on PATH.
    assert.deepEqual([...new Set(looked)], ["goTelemetry.server.path", "bundled", "PATH", "GOBIN", "GOPATH/bin"]);
  },

  "a program that never answers is given up in words": async ({ open }) => {
    const bench = await open({
      telemetry: "off",
      mode: "local 2026-01-02",
      prepare: async ({ home }) => useServer(home, await writeScript(path.join(home, "silent"), "exec sleep 1000")),
    });
    const gaveUp = bench.toast("silent did not answer within 15 s. Is it telemetry-ls?").first();
    await gaveUp.waitFor();
    assert.equal(await bench.status().locator(".codicon-sync").count(), 0, "nothing spins any more");
    await bench.shot("no-answer");
    await useServer(bench.home, path.join(bench.home, "gone"));
    await bench.seeStatus(/Go telemetry: local$/);
  },
};
