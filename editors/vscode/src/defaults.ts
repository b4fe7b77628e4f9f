// Applies the user's default where nobody has chosen. The server announces what
// it did, with a way back; who takes that way is not overruled at the next start.
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import type { Server } from "./switching";
import { showError } from "./switching";
import type { Mode, Status } from "./status";
import { userDefaultMode } from "./userDefault";

export class Defaults {
  private declined: string | undefined;

  /** @param marker a file of this environment, which remembers a default that was taken back */
  constructor(
    private readonly server: () => Server,
    private readonly marker: vscode.Uri,
  ) {
    this.declined = read(marker.fsPath);
  }

  /** The default that is to be applied here. */
  wanted(): Mode | undefined {
    const mode = userDefaultMode();
    return mode === this.declined ? undefined : mode;
  }

  async apply(): Promise<void> {
    const mode = this.wanted();
    if (mode === undefined || !this.server().has(serverCommands.setMode)) return;
    try {
      await this.server().run<Status>(serverCommands.setMode, { mode, ifUnchosen: true });
    } catch (error) {
      showError(error);
    }
  }

  /** The user took the default back in this environment. */
  async decline(): Promise<void> {
    this.declined = userDefaultMode();
    if (this.declined === undefined) return;
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(this.marker, ".."));
    await vscode.workspace.fs.writeFile(this.marker, Buffer.from(this.declined));
  }
}

/** Read at once, since the server's start waits for it. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
