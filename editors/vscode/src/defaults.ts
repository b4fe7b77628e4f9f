// Applies the user's default where no mode was chosen. The server announces what
// it did, with a way back, and remembers who took that way in this environment.
import { serverCommands } from "./generated";
import type { Server } from "./switching";
import type { Mode, Status } from "./status";

export interface DefaultsOptions {
  readonly server: () => Pick<Server, "run" | "has">;
  /** The user's default, undefined for to be asked. */
  readonly wanted: () => Mode | undefined;
  readonly failed: (error: unknown) => void;
}

export class Defaults {
  private settle: () => void = () => undefined;
  private applied: Promise<void> = Promise.resolve();

  constructor(private readonly options: DefaultsOptions) {}

  /** A server is about to start: from now on `settled` waits for `apply`. */
  expect(): void {
    this.settle();
    this.applied = new Promise((resolve) => (this.settle = resolve));
  }

  /**
   * Ends when the default was applied, or could not be. The server gets its
   * settings after that: else it could ask what the user has answered for good.
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
