// Where the programs of this window run: asked anew before each start, since
// folders of the workspace come and go.
import { lstat, readlink, realpath } from "node:fs/promises";
import * as os from "node:os";
import * as vscode from "vscode";
import { childEnvironment, programDirs, workingDirectory, type Environment } from "./children";
import { Outside } from "./outside";

export interface Surroundings {
  readonly outside: Outside;
  /** The folders of PATH in which a program may be looked for. */
  readonly dirs: readonly string[];
  /** For each child process. */
  readonly env: Environment;
  readonly cwd: string;
  /** For temporary files; it need not be there yet. */
  readonly scratch: string;
  /** What was left out of PATH, and why. */
  readonly log: readonly string[];
}

/** @param own folders of the extension's own: that of its program, and that of its data */
export async function surroundings(own: { readonly program: string; readonly data: string }): Promise<Surroundings> {
  const { platform, env } = process;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
  const outside = await Outside.of({ folders, home: os.homedir(), platform, realPath: realpath, readLink: readlink, lstat });
  const log: string[] = [];
  const dirs = await programDirs(env, platform, outside, log);
  return {
    outside,
    dirs,
    env: await childEnvironment(env, platform, outside),
    cwd: await workingDirectory([own.program, os.homedir()], platform, outside),
    scratch: await workingDirectory([os.tmpdir(), own.data, os.homedir()], platform, outside),
    log,
  };
}
