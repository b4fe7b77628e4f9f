// Applies the user's default in environments with no chosen mode. The server announces
// it with an Undo, and remembers an undo in this environment.
import { serverCommands } from "./generated";
import type { Server } from "./switching";
import type { Mode, Status } from "./status";

export interface DefaultsOptions {
  readonly server: () => Pick<Server, "run" | "has">;
  /** The user's default; undefined to ask. */
  readonly wanted: () => Mode | undefined;
  readonly failed: (error: unknown) => void;
}

export class Defaults {
  private settle: () => void = () => undefined;
  private applied: Promise<void> = Promise.resolve();

  constructor(private readonly options: DefaultsOptions) {}

  /** Call this before a server starts: from then on `settled` waits for `apply`. */
  expect(): void {
    this.settle();
    this.applied = new Promise((resolve) => (this.settle = resolve));
  }

  /**
   * Resolves when the default was applied, or could not be. The server gets its settings
   * after that. Otherwise it could ask a question that the default answers.
   */
  settled(): Promise<void> {
    return this.options.wanted() === undefined ? Promise.resolve() : this.applied;
  }

  async apply(): Promise<void> {
    const { server, wanted, failed } = this.options;
    const mode = wanted();
    try {
      if (mode === undefined || !server().has(serverCommands.setMode)) return;
      await server().run<Status>(serverCommands.setMode, { mode, ifUnchosen: true, unlessUndone: true });
    } catch (error) {
      failed(error);
    } finally {
      this.settle();
    }
  }
}
