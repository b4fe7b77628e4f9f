// Where to look for the server program: an ordered list of places. The log says for
// each place why it was used or skipped.
import type { Environment } from "./children";
import { isAbsolute, pathOf } from "./outside";

export interface Places {
  /** goTelemetry.server.path of the user's settings, undefined if not set. */
  readonly setting: string | undefined;
  readonly trusted: boolean;
  readonly extensionDir: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  /** The folders of PATH in which to look for programs. */
  readonly dirs: readonly string[];
  /** Whether a file is outside the workspace after following links. */
  readonly isOutside: (file: string) => Promise<boolean>;
  /** The file of `go env -w`, as text; undefined if there is none. Read only if needed. */
  readonly goEnvFile: () => Promise<string | undefined>;
}

export interface Candidate {
  readonly source: string;
  readonly path: string;
}

/** The configured and the bundled places; `log` gets a line for each skipped one. */
export function nearPlaces(places: Places, log: string[]): Candidate[] {
  const list: Candidate[] = [];
  const setting = places.setting ?? "";
  if (setting !== "") {
    if (places.trusted) list.push(...absolute("goTelemetry.server.path", expandHome(setting, places.home), places, log));
    else log.push("goTelemetry.server.path: skipped, the workspace is not trusted");
  }
  return [
    ...list,
    ...absolute("bundled", joiner(places.platform)(places.extensionDir, "server", programName(places.platform)), places, log),
  ];
}

/** The places after those, in parts: the last part reads a file. */
export async function* farPlaces(places: Places, log: string[]): AsyncGenerator<Candidate[]> {
  const inDir = (dir: string) => joiner(places.platform)(dir, programName(places.platform));
  yield outside(
    places.dirs.map((dir) => ({ source: "PATH", path: inDir(dir) })),
    places,
    log,
  );
  yield outside(
    goDirs(places, await places.goEnvFile()).flatMap(([source, dir]) => absolute(source, inDir(dir), places, log)),
    places,
    log,
  );
}

/** The places outside the workspace; a link in a folder of PATH may lead into it. */
async function outside(list: Candidate[], { isOutside }: Places, log: string[]): Promise<Candidate[]> {
  const safe = await Promise.all(list.map(({ path: file }) => isOutside(file)));
  for (const [i, { source, path: file }] of list.entries()) {
    if (safe[i] !== true) log.push(`${source}: skipped, ${file} is in the workspace`);
  }
  return list.filter((_, i) => safe[i]);
}

function absolute(source: string, file: string, { platform }: Places, log: string[]): Candidate[] {
  if (isAbsolute(file, platform)) return [{ source, path: file }];
  log.push(`${source}: skipped, ${file} is not an absolute path`);
  return [];
}

/** Where `go install` puts programs. */
function goDirs(places: Places, goEnvFile = ""): [source: string, dir: string][] {
  const written = parseGoEnv(goEnvFile);
  const dirs: [string, string][] = [];
  const bin = places.env["GOBIN"] || written.get("GOBIN");
  if (bin) dirs.push(["GOBIN", bin]);
  const join = joiner(places.platform);
  const gopath = places.env["GOPATH"] || written.get("GOPATH") || join(places.home, "go");
  for (const dir of gopath.split(pathOf(places.platform).delimiter)) {
    if (dir !== "") dirs.push(["GOPATH/bin", join(dir, "bin")]);
  }
  return dirs;
}

/** The file that `go env -w` writes; undefined if there is nothing to read. */
export function goEnvFile({ env, home, platform }: Pick<Places, "env" | "home" | "platform">): string | undefined {
  const file = env["GOENV"] || joiner(platform)(configDir(env, home, platform), "go", "env");
  // "off", or a file relative to the working directory.
  return isAbsolute(file, platform) ? file : undefined;
}

function configDir(env: Environment, home: string, platform: NodeJS.Platform): string {
  const join = joiner(platform);
  if (platform === "win32") return env["AppData"] ?? env["APPDATA"] ?? join(home, "AppData", "Roaming");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  return env["XDG_CONFIG_HOME"] || join(home, ".config");
}

export function parseGoEnv(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf("=");
    if (at > 0 && !line.startsWith("#")) values.set(line.slice(0, at), line.slice(at + 1));
  }
  return values;
}

/** Reports whether a file is a program. */
export interface Look {
  readonly now: (file: string) => boolean;
  readonly later: (file: string) => Promise<boolean>;
}

/**
 * Returns the first place with a program, and a log. Each wait is long while VS Code
 * starts. So this checks the near places synchronously, and the far ones, which may be
 * on a slow disk, all at once.
 */
export async function findServer(places: Places, isProgram: Look): Promise<{ found: Candidate | undefined; log: string[] }> {
  const log: string[] = [];
  const seen = new Set<string>();
  const unseen = (list: Candidate[]) => list.filter(({ path: file }) => !seen.has(file) && seen.add(file));
  const first = (list: { candidate: Candidate; there: boolean }[]) =>
    list.find(({ candidate: { source, path: file }, there }) => {
      log.push(there ? `${source}: using ${file}` : `${source}: no program at ${file}`);
      return there;
    })?.candidate;
  let found = first(unseen(nearPlaces(places, log)).map((candidate) => ({ candidate, there: isProgram.now(candidate.path) })));
  if (found !== undefined) return { found, log };
  for await (const part of farPlaces(places, log)) {
    found = first(await Promise.all(unseen(part).map(async (candidate) => ({ candidate, there: await isProgram.later(candidate.path) }))));
    if (found !== undefined) break;
  }
  return { found, log };
}

export function programName(platform: NodeJS.Platform): string {
  return platform === "win32" ? "telemetry-ls.exe" : "telemetry-ls";
}

function joiner(platform: NodeJS.Platform): (...parts: string[]) => string {
  return (...parts) => pathOf(platform).join(...parts);
}

function expandHome(file: string, home: string): string {
  return file === "~" || file.startsWith("~/") ? home + file.slice(1) : file;
}
