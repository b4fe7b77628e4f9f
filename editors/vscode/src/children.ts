// The PATH, environment and working directory of every program that this extension
// starts. None of them contains anything in the workspace.
import { isAbsolute, pathOf, type Outside } from "./outside";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name the folder for temporary files. */
const temporary = new Set(["TMPDIR", "TMP", "TEMP", "GOTMPDIR"]);

/**
 * The safe folders of PATH. An empty or relative entry means the working directory, and
 * so often the workspace. `log` gets a line for each skipped entry.
 */
export async function programDirs(env: Environment, platform: NodeJS.Platform, outside: Outside, log: string[] = []): Promise<string[]> {
  const all = pathEntries(env, platform);
  const safe = await Promise.all(all.map(async (dir) => isAbsolute(dir, platform) && (await outside.holds(dir))));
  for (const [i, dir] of all.entries()) {
    if (safe[i] !== true) log.push(`PATH: skipped, ${dir === "" ? "an empty entry" : dir} ${whyNot(dir, platform)}`);
  }
  return all.filter((_, i) => safe[i]);
}

function whyNot(dir: string, platform: NodeJS.Platform): string {
  return isAbsolute(dir, platform) ? "is in the workspace" : "is not an absolute path";
}

function pathEntries(env: Environment, platform: NodeJS.Platform): string[] {
  const value = Object.entries(env).find(([name]) => isPath(name, platform))?.[1] ?? "";
  if (value === "") return [];
  const dirs = value.split(pathOf(platform).delimiter);
  return platform === "win32" ? dirs.map((dir) => dir.replaceAll('"', "")) : dirs;
}

function isPath(name: string, platform: NodeJS.Platform): boolean {
  return platform === "win32" ? name.toUpperCase() === "PATH" : name === "PATH";
}

/** `env` with that PATH, and without temporary folders in the workspace. */
export async function childEnvironment(env: Environment, platform: NodeJS.Platform, outside: Outside): Promise<Environment> {
  const result: Record<string, string | undefined> = {};
  for (const [name, value = ""] of Object.entries(env)) {
    if (isPath(name, platform)) continue;
    if (temporary.has(name.toUpperCase()) && !(isAbsolute(value, platform) && (await outside.holds(value)))) continue;
    result[name] = value;
  }
  // An empty PATH means the working directory.
  const dirs = await programDirs(env, platform, outside);
  if (dirs.length > 0) result["PATH"] = dirs.join(pathOf(platform).delimiter);
  // Without it, Windows looks for programs in the working directory first.
  if (platform === "win32") result["NoDefaultCurrentDirectoryInExePath"] = "1";
  return result;
}

/** The first folder outside the workspace, or the root of the disk. */
export async function workingDirectory(dirs: readonly string[], platform: NodeJS.Platform, outside: Outside): Promise<string> {
  for (const dir of dirs) if (isAbsolute(dir, platform) && (await outside.holds(dir))) return dir;
  return pathOf(platform).parse(dirs[0] ?? "/").root || "/";
}
