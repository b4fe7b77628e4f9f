// Which files are outside the workspace. The extension looks for programs and runs them
// only there, so that no program of a repository runs.
import path from "node:path";

export interface WorkspaceFiles {
  /** The paths of the open folders. */
  readonly folders: readonly string[];
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Follows links; rejects if there is no such file. */
  readonly realPath: (file: string) => Promise<string>;
  /** The target of a link; rejects if the file is not a link. */
  readonly readLink: (file: string) => Promise<string>;
  /** Rejects if nothing has that name. A broken link counts as something. */
  readonly lstat: (file: string) => Promise<unknown>;
}

/** A folder with one of these belongs, with everything below it, to one repository or module. */
const markers = [".git", ".hg", ".svn", ".jj", "go.work", "go.mod"];

/** More links than this on one path are a loop. */
const mostLinks = 40;

export class Outside {
  private constructor(
    private readonly files: WorkspaceFiles,
    /** Each folder by its path and by its real path. */
    private readonly roots: readonly string[],
  ) {}

  static async of(files: WorkspaceFiles): Promise<Outside> {
    const real = (file: string) => realPath(file, files);
    // A relative home directory would depend on the working directory of this process.
    const home = isAbsolute(files.home, files.platform) ? await real(files.home) : undefined;
    const opened = await Promise.all(files.folders.map(async (folder) => ({ folder, root: await real(folder) })));
    // The open folder may be a part of a repository.
    const around = (await Promise.all(opened.map(({ root }) => enclosing(root, files)))).flat();
    const roots = [...opened, ...around.map((root) => ({ folder: root, root }))];
    // If you open your home folder or the root of the disk, its programs still run.
    const counted = roots.filter(({ root }) => !isTop(root, files.platform) && (home === undefined || !isIn(home, root, files.platform)));
    return new Outside(
      files,
      counted.flatMap(({ folder, root }) => [folder, root]),
    );
  }

  /** Whether no step on the path to a file, links included, is in one of the folders. */
  async holds(file: string): Promise<boolean> {
    if (this.roots.length === 0) return true;
    const { platform } = this.files;
    const way = platform === "win32" ? [file, await realPath(file, this.files)] : await stepsTo(file, this.files);
    return way !== undefined && !this.roots.some((root) => way.some((place) => isIn(place, root, platform)));
  }
}

/** The folders at and above a real path that contain a marker. */
async function enclosing(root: string, files: WorkspaceFiles): Promise<string[]> {
  const lib = pathOf(files.platform);
  const found: string[] = [];
  for (let dir = root; !isTop(dir, files.platform); dir = lib.dirname(dir)) {
    const there = markers.map((name) =>
      files.lstat(lib.join(dir, name)).then(
        () => true,
        () => false,
      ),
    );
    if ((await Promise.all(there)).includes(true)) found.push(dir);
  }
  return found;
}

/** The steps on the path to a file, each with links only in its last name; none if links form a loop. */
async function stepsTo(file: string, files: WorkspaceFiles): Promise<string[] | undefined> {
  const places: string[] = [];
  let at = "/";
  let links = 0;
  const rest = file.split("/");
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const next = path.posix.join(at, name);
    places.push(next);
    const target = ["", ".", ".."].includes(name) ? undefined : await files.readLink(next).catch(() => undefined);
    if (target === undefined) {
      at = next;
      continue;
    }
    if (++links > mostLinks) return undefined;
    rest.unshift(...target.split("/"));
    if (target.startsWith("/")) at = "/";
  }
  return places;
}

/** Like realpath, for a file that may not exist yet, by the part of its path that does. */
async function realPath(file: string, files: WorkspaceFiles): Promise<string> {
  try {
    return await files.realPath(file);
  } catch {
    const lib = pathOf(files.platform);
    const parent = lib.dirname(file);
    return parent === file ? file : lib.join(await realPath(parent, files), lib.basename(file));
  }
}

function isTop(dir: string, platform: NodeJS.Platform): boolean {
  return pathOf(platform).dirname(dir) === dir;
}

function isIn(file: string, dir: string, platform: NodeJS.Platform): boolean {
  const lib = pathOf(platform);
  // Windows and macOS ignore case.
  const fold = (name: string) => (platform === "win32" || platform === "darwin" ? name.toLowerCase() : name);
  const relative = lib.relative(fold(dir), fold(file));
  return relative === "" || (!lib.isAbsolute(relative) && relative !== ".." && !relative.startsWith(`..${lib.sep}`));
}

/** On Windows, a path without a drive is relative to the current drive. */
export function isAbsolute(file: string, platform: NodeJS.Platform): boolean {
  return platform === "win32" ? /^(?:[a-z]:[\\/]|\\\\)/i.test(file) : file.startsWith("/");
}

export function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
