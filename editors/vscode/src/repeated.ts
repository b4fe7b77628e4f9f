// Asks again and again while somebody looks, one question at a time, and never
// while nobody does.

export interface RepeatedOptions {
  readonly intervalMs: number;
  /** Whether somebody looks. */
  readonly wanted: () => boolean;
  /** Never rejects. */
  readonly ask: () => Promise<void>;
}

export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private asking = false;
  private disposed = false;

  constructor(private readonly options: RepeatedOptions) {}

  /** Asks now, where that is wanted, and from then on after each interval. */
  tick(): void {
    clearTimeout(this.timer);
    if (this.disposed || this.asking || !this.options.wanted()) return;
    this.asking = true;
    void this.options.ask().finally(() => {
      this.asking = false;
      if (this.disposed || !this.options.wanted()) return;
      this.timer = setTimeout(() => this.tick(), this.options.intervalMs);
    });
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }
}
