// Whether a folder has Go. The search is bounded, so that a huge folder costs little.
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";

/** Lists a folder; rejects if there is none. */
export type List = (folder: string) => Promise<readonly Pick<Dirent, "name" | "isDirectory">[]>;

export const list: List = (folder) => readdir(folder, { withFileTypes: true });

/** How many levels below a folder are searched, and how many folders in all. */
const levels = 3;
const mostFolders = 200;

/** Folders whose Go files belong to other projects. */
const foreign = new Set(["node_modules", "vendor", ".git"]);

/** Whether Go files are in the folder or a few levels below, or the folder is in a Go module. */
export async function hasGo(folder: string, list: List): Promise<boolean> {
  return (await isInModule(folder, list)) || hasGoBelow(folder, levels, list);
}

/** Whether a folder, or one above it in the same repository, has a go.mod or go.work. */
export async function isInModule(folder: string, list: List): Promise<boolean> {
  const names = new Set((await list(folder).catch(() => [])).map(({ name }) => name));
  if (names.has("go.mod") || names.has("go.work")) return true;
  const parent = path.dirname(folder);
  return parent !== folder && !names.has(".git") && isInModule(parent, list);
}

/** Whether Go files are in the folder or up to some levels below. */
export async function hasGoBelow(folder: string, depth: number, list: List): Promise<boolean> {
  let left = mostFolders;
  let level = [folder];
  for (let below = 0; below <= depth && level.length > 0; below++) {
    const next: string[] = [];
    for (const at of level) {
      if (left-- === 0) return false;
      for (const entry of await list(at).catch(() => [])) {
        if (isGo(entry.name)) return true;
        if (entry.isDirectory() && !foreign.has(entry.name)) next.push(path.join(at, entry.name));
      }
    }
    level = next;
  }
  return false;
}

function isGo(name: string): boolean {
  return name === "go.mod" || name === "go.work" || name.endsWith(".go");
}
