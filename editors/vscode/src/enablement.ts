// Which palette commands are enabled. An open palette never refreshes its list. So a
// command is enabled from the start and while the server restarts, and waits for the
// server if necessary. It is disabled only if it can't work.
import { contextKey, palette } from "./palette";

type SetContext = (key: string, value: boolean) => Thenable<unknown>;

export class Enablement {
  private missing: ReadonlySet<string> = new Set();

  constructor(private readonly setContext: SetContext) {}

  /** Resolves when the palette offers what a server with these commands can do. */
  async offer(commands: ReadonlySet<string>): Promise<void> {
    const before = this.missing;
    const needed = new Set(palette.flatMap(({ needs }) => needs ?? []));
    this.missing = new Set([...needed].filter((command) => !commands.has(command)));
    const changed = [...needed].filter((command) => before.has(command) !== this.missing.has(command));
    await Promise.all(changed.map((command) => this.setContext(contextKey(command), this.missing.has(command))));
  }
}
