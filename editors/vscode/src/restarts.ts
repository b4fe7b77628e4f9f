// When a server that ended is started again: at once, then after longer and
// longer waits, and not for ever.

const waits = [0, 1, 2, 4, 8];
const windowMs = 3 * 60_000;

export class Restarts {
  private ends: number[] = [];

  constructor(private readonly now: () => number) {}

  /** Notes an end; gives the seconds to wait before the next start, undefined for never. */
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

  /** Begins anew, as after a restart that the user asked for. */
  reset(): void {
    this.ends = [];
  }
}
