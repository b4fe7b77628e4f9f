// When to restart a server that ended: at once, then after longer and longer waits, and
// not forever.

const waits = [0, 1, 2, 4, 8];
const windowMs = 3 * 60_000;

export class Restarts {
  private ends: number[] = [];

  constructor(private readonly now: () => number) {}

  /** Records an end. Returns the seconds to wait before the next start, or undefined for no restart. */
  next(): number | undefined {
    const now = this.now();
    this.ends = this.ends.filter((end) => now - end < windowMs);
    const wait = waits[this.ends.length];
    this.ends.push(now);
    return wait;
  }

  get count(): number {
    return this.ends.length;
  }

  /** Forgets all ends, for example after the user restarts the server. */
  reset(): void {
    this.ends = [];
  }
}
