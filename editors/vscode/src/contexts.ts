// The context keys, which decide what the palette and the walkthrough offer. An open
// palette never refreshes its list. So a command is offered from the start and while the
// server restarts, and waits for the server if necessary. It is disabled only if it can't
// work, and the keys of the mode follow only when the commands of the server work.
import { contextKey, palette } from "./palette";
import { isSettledChoice } from "./status";
import type { Phase } from "./statusView";

type Value = string | boolean | undefined;

type SetContext = (key: string, value: Value) => Thenable<unknown>;

export class Contexts {
  private readonly values = new Map<string, Value>();

  constructor(private readonly setContext: SetContext) {}

  /** Resolves when the palette offers what a server with these commands can do. */
  async offer(commands: ReadonlySet<string>): Promise<void> {
    const needed = new Set(palette.flatMap(({ needs }) => needs ?? []));
    await Promise.all([...needed].map((command) => this.set(contextKey(command), !commands.has(command))));
  }

  /** Call this before the phase is shown: VS Code handles both in order. */
  async follow(phase: Phase): Promise<void> {
    const status = phase.kind === "running" ? phase.status : undefined;
    await Promise.all([
      this.set("goTelemetry.running", phase.kind === "running"),
      this.set("goTelemetry.mode", status?.mode),
      this.set("goTelemetry.chosen", status !== undefined && isSettledChoice(status)),
    ]);
  }

  /** Whether a question waits for its answer. */
  async asks(waits: boolean): Promise<void> {
    await this.set("goTelemetry.asks", waits);
  }

  private async set(key: string, value: Value): Promise<void> {
    if ((this.values.get(key) ?? false) === (value ?? false)) return;
    this.values.set(key, value);
    await this.setContext(key, value);
  }
}
