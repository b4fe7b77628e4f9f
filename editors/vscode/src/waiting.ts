// Questions that wait for their answer. VS Code folds a message away after a few seconds,
// and can't be asked where it is. So a question can be shown again until it is answered.

/** Shows a question; resolves to its answer, or to undefined if it was closed. */
export type Show<T> = () => Promise<T | undefined>;

interface Entry {
  readonly again: () => void;
  /** Whether an answer is still of use. */
  readonly wanted: () => boolean;
}

export class Waiting {
  private entries: readonly Entry[] = [];

  /** @param changed called when a question begins or ends to wait */
  constructor(private readonly changed: () => void) {}

  /** Whether a question waits. */
  get any(): boolean {
    return this.entries.some(({ wanted }) => wanted());
  }

  /** Shows the latest question that waits again. */
  again(): void {
    this.entries.findLast(({ wanted }) => wanted())?.again();
  }

  /** Shows a question, and waits for its answer. Closing what is shown latest ends the wait. */
  async ask<T>(show: Show<T>, wanted: () => boolean): Promise<T | undefined> {
    let end = () => {};
    const answer = new Promise<T | undefined>((resolve, reject) => {
      let latest = 0;
      const again = () => {
        const mine = ++latest;
        // VS Code closes the message that is shown already if it shows the same one again.
        show().then((given) => {
          if (given !== undefined || mine === latest) resolve(given);
        }, reject);
      };
      const entry: Entry = { again, wanted };
      this.set([...this.entries, entry]);
      end = () => this.set(this.entries.filter((other) => other !== entry));
      again();
    });
    return answer.finally(() => end());
  }

  /** Call this when a question may have ended to wait. */
  refresh(): void {
    this.changed();
  }

  private set(entries: readonly Entry[]): void {
    this.entries = entries;
    this.changed();
  }
}
