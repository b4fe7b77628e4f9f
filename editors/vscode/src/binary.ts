// Where the server's program lies: an ordered list of places, each of which is
// logged with the reason for which it was taken or not.
import path from "node:path";

export interface Places {
  /** goTelemetry.server.path of the user's settings, undefined where it is not set. */
  readonly setting: string | undefined;
  readonly trusted: boolean;
  readonly extensionDir: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file of `go env -w`, as text; undefined where there is none. Read only where it matters. */
  readonly goEnvFile: () => Promise<string | undefined>;
}

export interface Candidate {
  readonly source: string;
  readonly path: string;
}

/** The places in their order; `log` gets a line for each place that is left out. */
export async function* candidates(places: Places, log: string[]): AsyncGenerator<Candidate> {
  const absolute = (source: string, file: string): Candidate[] => {
    if (isAbsolute(file, places.platform)) return [{ source, path: file }];
    log.push(`${source}: left out, ${file} is not an absolute path`);
    return [];
  };
  if (places.setting !== undefined && places.setting !== "") {
    if (places.trusted) yield* absolute("goTelemetry.server.path", expandHome(places.setting, places.home));
    else log.push("goTelemetry.server.path: left out, the workspace is not trusted");
  }
  const name = programName(places.platform);
  const join = joiner(places.platform);
  yield* absolute("bundled", join(places.extensionDir, "server", name));
  for (const dir of pathDirs(places.env, places.platform)) yield { source: "PATH", path: join(dir, name) };
  for (const [source, dir] of goDirs(places, await places.goEnvFile())) yield* absolute(source, join(dir, name));
}

/** The folders of PATH; an empty or relative entry would mean the folder that is open. */
export function pathDirs(env: Places["env"], platform: NodeJS.Platform): string[] {
  const dirs = (env["PATH"] ?? env["Path"] ?? "").split(listSeparator(platform));
  return dirs.filter((dir) => isAbsolute(dir, platform));
}

/** Where `go install` puts programs. */
function goDirs(places: Places, goEnvFile = ""): [source: string, dir: string][] {
  const written = parseGoEnv(goEnvFile);
  const dirs: [string, string][] = [];
  const bin = places.env["GOBIN"] || written.get("GOBIN");
  if (bin) dirs.push(["GOBIN", bin]);
  const join = joiner(places.platform);
  const gopath = places.env["GOPATH"] || written.get("GOPATH") || join(places.home, "go");
  for (const dir of gopath.split(listSeparator(places.platform))) {
    if (dir !== "") dirs.push(["GOPATH/bin", join(dir, "bin")]);
  }
  return dirs;
}

export function parseGoEnv(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf("=");
    if (at > 0 && !line.startsWith("#")) values.set(line.slice(0, at), line.slice(at + 1));
  }
  return values;
}

/** Gives the first candidate that `isProgram` says yes to, and what was looked at. */
export async function findServer(
  places: Places,
  isProgram: (file: string) => Promise<boolean>,
): Promise<{ found: Candidate | undefined; log: string[] }> {
  const log: string[] = [];
  const seen = new Set<string>();
  for await (const candidate of candidates(places, log)) {
    if (seen.has(candidate.path)) continue;
    seen.add(candidate.path);
    if (await isProgram(candidate.path)) {
      log.push(`${candidate.source}: taken, ${candidate.path}`);
      return { found: candidate, log };
    }
    log.push(`${candidate.source}: no program at ${candidate.path}`);
  }
  return { found: undefined, log };
}

export function programName(platform: NodeJS.Platform): string {
  return platform === "win32" ? "telemetry-ls.exe" : "telemetry-ls";
}

function listSeparator(platform: NodeJS.Platform): string {
  return platform === "win32" ? ";" : ":";
}

function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}

function joiner(platform: NodeJS.Platform): (...parts: string[]) => string {
  return (...parts) => pathOf(platform).join(...parts);
}

function isAbsolute(file: string, platform: NodeJS.Platform): boolean {
  return pathOf(platform).isAbsolute(file);
}

function expandHome(file: string, home: string): string {
  return file === "~" || file.startsWith("~/") ? home + file.slice(1) : file;
}
