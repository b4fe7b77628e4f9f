// Installs the server with the user's Go, in a scratch folder, so that no workspace
// affects it, and without a count in the user's telemetry.
import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "./children";
import { isAbsolute, pathOf } from "./outside";

/** The user's go command: in the folders of PATH, then in GOROOT. */
export async function findGo(
  { dirs, goroot, platform }: { readonly dirs: readonly string[]; readonly goroot: string | undefined; readonly platform: NodeJS.Platform },
  isUsable: (file: string) => Promise<boolean>,
): Promise<string | undefined> {
  const name = platform === "win32" ? "go.exe" : "go";
  const join = (dir: string, file: string) => pathOf(platform).join(dir, file);
  const more = goroot !== undefined && isAbsolute(goroot, platform) ? [join(goroot, "bin")] : [];
  for (const dir of [...dirs, ...more]) {
    const file = join(dir, name);
    if (await isUsable(file)) return file;
  }
  return undefined;
}

export interface Installation {
  readonly go: string;
  /** Package and version. */
  readonly target: string;
  readonly env: Environment;
  /** A folder outside the workspace for the scratch folder. */
  readonly dir: string;
  readonly signal: AbortSignal;
}

/** Runs `go install`. Returns its output, or throws an error with a hint. */
export async function goInstall({ go, target, env, dir, signal }: Installation): Promise<string> {
  await mkdir(dir, { recursive: true });
  const scratch = await mkdtemp(path.join(dir, "telemetry-ls-install-"));
  try {
    const telemetry = path.join(scratch, "telemetry");
    await mkdir(telemetry);
    await writeFile(path.join(telemetry, "mode"), "off 2026-01-01");
    // Keep only the flag about permissions of the module cache: the others could change what is built.
    const flags = (env["GOFLAGS"] ?? "").split(/\s+/).filter((flag) => /^--?modcacherw(=|$)/.test(flag));
    const GOFLAGS = ["-mod=mod", ...flags].join(" ");
    const own = { TEST_TELEMETRY_DIR: telemetry, GOTOOLCHAIN: "local", GOWORK: "off", GO111MODULE: "on", GOFLAGS };
    return await new Promise((resolve, reject) => {
      execFile(go, ["install", target], { cwd: scratch, env: { ...env, ...own }, signal, windowsHide: true }, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        if (error === null) resolve(output);
        else if (signal.aborted) reject(new Cancelled("the installation was cancelled"));
        else reject(new InstallError(output === "" ? error.message : output));
      });
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The user cancelled. */
export class Cancelled extends Error {}

/** An error with a summary of the go command's output; `output` has all of it. */
export class InstallError extends Error {
  constructor(readonly output: string) {
    super(inShort(output));
  }
}

/** The first line with a cause, and a hint. */
export function inShort(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const cause = lines.find((line) => line !== "" && !/^go: (downloading|finding|added|found) /.test(line)) ?? "the go command failed";
  const hint = hints.find(([sign]) => sign.test(output))?.[1] ?? "see the log for the output of the go command";
  // The go command repeats its arguments.
  return `${cause.replace(/^go: (\S+@\S+: )*/, "")}; hint: ${hint}`;
}

const hints: readonly (readonly [sign: RegExp, hint: string])[] = [
  [/requires go >= /, "install a newer Go from https://go.dev/dl, or choose a telemetry-ls program that you have"],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|module lookup disabled/,
    "check that you can reach the module proxy in `go env GOPROXY`, or choose a telemetry-ls program that you have",
  ],
  [
    /404 Not Found|410 Gone|unknown revision|no matching versions|\.info: no such file/,
    "choose a telemetry-ls program that you have; the module proxy doesn't have this version",
  ],
  [/permission denied|read-only file system/, "check that you can write to the directories in `go env GOBIN` and `go env GOMODCACHE`"],
];
