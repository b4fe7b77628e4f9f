// Where the programs of this window run. Computed before each start, because workspace
// folders change.
import { lstat, readlink, realpath } from "node:fs/promises";
import * as os from "node:os";
import * as vscode from "vscode";
import { childEnvironment, programDirs, workingDirectory, type Environment } from "./children";
import { Outside } from "./outside";

export interface Surroundings {
  readonly outside: Outside;
  /** The folders of PATH in which to look for programs. */
  readonly dirs: readonly string[];
  /** The environment of each child process. */
  readonly env: Environment;
  readonly cwd: string;
  /** The folder for temporary files; it may not exist yet. */
  readonly scratch: string;
  /** The skipped entries of PATH, with reasons. */
  readonly log: readonly string[];
}

/** @param own folders of the extension: of its program and of its data */
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

/** Whether VS Code can open files of this machine in other programs, such as a browser: they only see their own machine. */
export function opensFiles(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}
