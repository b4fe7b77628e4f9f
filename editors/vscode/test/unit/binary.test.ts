import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { farPlaces, findServer, goEnvFile, nearPlaces, parseGoEnv, type Places } from "../../src/binary";

const places: Places = {
  setting: undefined,
  trusted: true,
  extensionDir: "/ext",
  home: "/home/u",
  platform: "linux",
  env: {},
  dirs: ["/usr/bin", "/opt/bin"],
  isOutside: (file) => Promise.resolve(!file.startsWith("/repo/")),
  goEnvFile: () => Promise.resolve(undefined),
};

async function paths(changed: Partial<Places>): Promise<string[]> {
  const all = { ...places, ...changed };
  const list = nearPlaces(all, []);
  for await (const part of farPlaces(all, [])) list.push(...part);
  return list.map(({ source, path }) => `${source} ${path}`);
}

const look = (there: (file: string) => boolean) => ({ now: there, later: (file: string) => Promise.resolve(there(file)) });

describe("the locations of the server", () => {
  const fromPath = ["PATH /usr/bin/telemetry-ls", "PATH /opt/bin/telemetry-ls"];
  const cases: { name: string; changed: Partial<Places>; want: string[] }[] = [
    { name: "by default", changed: {}, want: ["bundled /ext/server/telemetry-ls", ...fromPath, "GOPATH/bin /home/u/go/bin/telemetry-ls"] },
    {
      name: "the setting comes first",
      changed: { setting: "~/bin/tls" },
      want: [
        "goTelemetry.server.path /home/u/bin/tls",
        "bundled /ext/server/telemetry-ls",
        ...fromPath,
        "GOPATH/bin /home/u/go/bin/telemetry-ls",
      ],
    },
    {
      name: "the setting is ignored in an untrusted workspace",
      changed: { setting: "/x", trusted: false },
      want: ["bundled /ext/server/telemetry-ls", ...fromPath, "GOPATH/bin /home/u/go/bin/telemetry-ls"],
    },
    {
      name: "a relative setting is ignored, because it would name a file in the open folder",
      changed: { setting: "bin/tls", dirs: [] },
      want: ["bundled /ext/server/telemetry-ls", "GOPATH/bin /home/u/go/bin/telemetry-ls"],
    },
    {
      name: "the setting may name a file in the workspace",
      changed: { setting: "/repo/tls", dirs: [] },
      want: ["goTelemetry.server.path /repo/tls", "bundled /ext/server/telemetry-ls", "GOPATH/bin /home/u/go/bin/telemetry-ls"],
    },
    {
      name: "no directory in the workspace, even if a variable names it",
      changed: { dirs: ["/repo/bin", "/usr/bin"], env: { GOBIN: "/repo/gobin", GOPATH: "/repo/go:/a:rel" } },
      want: ["bundled /ext/server/telemetry-ls", "PATH /usr/bin/telemetry-ls", "GOPATH/bin /a/bin/telemetry-ls"],
    },
    {
      name: "GOBIN and GOPATH in the environment",
      changed: { dirs: [], env: { GOBIN: "/gobin", GOPATH: "/a:/b" } },
      want: [
        "bundled /ext/server/telemetry-ls",
        "GOBIN /gobin/telemetry-ls",
        "GOPATH/bin /a/bin/telemetry-ls",
        "GOPATH/bin /b/bin/telemetry-ls",
      ],
    },
    {
      name: "GOBIN and GOPATH set by go env -w",
      changed: { dirs: [], goEnvFile: () => Promise.resolve("GOBIN=/w/bin\nGOPATH=/w\n") },
      want: ["bundled /ext/server/telemetry-ls", "GOBIN /w/bin/telemetry-ls", "GOPATH/bin /w/bin/telemetry-ls"],
    },
    {
      name: "Windows",
      changed: { platform: "win32", extensionDir: "C:\\ext", home: "C:\\u", dirs: ["C:\\bin"] },
      want: ["bundled C:\\ext\\server\\telemetry-ls.exe", "PATH C:\\bin\\telemetry-ls.exe", "GOPATH/bin C:\\u\\go\\bin\\telemetry-ls.exe"],
    },
  ];
  for (const { name, changed, want } of cases) {
    it(name, async () => assert.deepEqual(await paths(changed), want));
  }
});

describe("finding the server", () => {
  it("uses the first program, and logs where it looked", async () => {
    const { found, log } = await findServer(
      { ...places, setting: "/gone" },
      look((file) => file === "/opt/bin/telemetry-ls"),
    );
    assert.deepEqual(found, { source: "PATH", path: "/opt/bin/telemetry-ls" });
    assert.deepEqual(log, [
      "goTelemetry.server.path: no program at /gone",
      "bundled: no program at /ext/server/telemetry-ls",
      "PATH: no program at /usr/bin/telemetry-ls",
      "PATH: using /opt/bin/telemetry-ls",
    ]);
  });
  it("reads the file of go env -w only if necessary", async () => {
    const goEnvFile = () => Promise.reject(new Error("read"));
    const { found } = await findServer(
      { ...places, goEnvFile },
      look(() => true),
    );
    assert.equal(found?.source, "bundled");
  });
  it("looks in no location twice", async () => {
    const looked: string[] = [];
    const { found } = await findServer(
      { ...places, dirs: ["/usr/bin", "/usr/bin"], env: { GOBIN: "/usr/bin" } },
      look((file) => looked.push(file) === 0),
    );
    assert.equal(found, undefined);
    assert.deepEqual(looked, ["/ext/server/telemetry-ls", "/usr/bin/telemetry-ls", "/home/u/go/bin/telemetry-ls"]);
  });
  it("parses the file of go env -w", () => {
    assert.deepEqual([...parseGoEnv("# GOBIN=/no\nGOBIN=/b=c\r\nbroken\n=x\n")], [["GOBIN", "/b=c"]]);
  });
  const files: { name: string; given: Parameters<typeof goEnvFile>[0]; want: string | undefined }[] = [
    { name: "in the configuration directory", given: { env: {}, home: "/home/u", platform: "linux" }, want: "/home/u/.config/go/env" },
    { name: "in XDG_CONFIG_HOME", given: { env: { XDG_CONFIG_HOME: "/c" }, home: "/home/u", platform: "linux" }, want: "/c/go/env" },
    { name: "on macOS", given: { env: {}, home: "/Users/u", platform: "darwin" }, want: "/Users/u/Library/Application Support/go/env" },
    { name: "on Windows", given: { env: { APPDATA: "C:\\a" }, home: "C:\\u", platform: "win32" }, want: "C:\\a\\go\\env" },
    { name: "where GOENV says", given: { env: { GOENV: "/my/env" }, home: "/home/u", platform: "linux" }, want: "/my/env" },
    { name: "not at a relative GOENV", given: { env: { GOENV: "env" }, home: "/home/u", platform: "linux" }, want: undefined },
    { name: "not in a relative directory", given: { env: { XDG_CONFIG_HOME: "c" }, home: "/home/u", platform: "linux" }, want: undefined },
    { name: "unless GOENV is off", given: { env: { GOENV: "off" }, home: "/home/u", platform: "linux" }, want: undefined },
  ];
  for (const { name, given, want } of files) it(`finds the file of go env -w ${name}`, () => assert.equal(goEnvFile(given), want));
});
