// What lies outside the workspace. Only there are programs looked for, and only
// there does a program of ours run: a repository must not get its own run.
import path from "node:path";

export interface WorkspaceFiles {
  /** The folders that are open, as paths. */
  readonly folders: readonly string[];
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Follows links; rejects where there is no such file. */
  readonly realPath: (file: string) => Promise<string>;
}

export class Outside {
  private constructor(
    private readonly files: WorkspaceFiles,
    /** Each folder by its name and by its real path. */
    private readonly roots: readonly string[],
  ) {}

  static async of(files: WorkspaceFiles): Promise<Outside> {
    const real = (file: string) => realPath(file, files);
    const home = await real(files.home);
    const roots = await Promise.all(files.folders.map(async (folder) => ({ folder, root: await real(folder) })));
    // Whoever opens the home folder, or the whole disk, still runs the programs in it.
    const counted = roots.filter(({ root }) => !isIn(home, root, files.platform));
    return new Outside(
      files,
      counted.flatMap(({ folder, root }) => [folder, root]),
    );
  }

  /** Whether a file is outside of all folders, both by its name and with all links followed. */
  async holds(file: string): Promise<boolean> {
    if (this.roots.length === 0) return true;
    const { platform } = this.files;
    const real = await realPath(file, this.files);
    return !this.roots.some((root) => isIn(real, root, platform) || isIn(file, root, platform));
  }
}

/** The same for a file that is not there yet, by the part of its path that is. */
async function realPath(file: string, files: WorkspaceFiles): Promise<string> {
  try {
    return await files.realPath(file);
  } catch {
    const lib = pathOf(files.platform);
    const parent = lib.dirname(file);
    return parent === file ? file : lib.join(await realPath(parent, files), lib.basename(file));
  }
}

function isIn(file: string, dir: string, platform: NodeJS.Platform): boolean {
  const lib = pathOf(platform);
  // Two of the systems take upper and lower case for the same.
  const fold = (name: string) => (platform === "win32" || platform === "darwin" ? name.toLowerCase() : name);
  const relative = lib.relative(fold(dir), fold(file));
  return relative === "" || (!lib.isAbsolute(relative) && relative !== ".." && !relative.startsWith(`..${lib.sep}`));
}

/** On Windows a path without a drive is on the drive that happens to be in use. */
export function isAbsolute(file: string, platform: NodeJS.Platform): boolean {
  return platform === "win32" ? /^(?:[a-z]:[\\/]|\\\\)/i.test(file) : file.startsWith("/");
}

export function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
