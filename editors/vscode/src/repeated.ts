// Polls while the page is visible, one request at a time.

export interface RepeatedOptions {
  readonly intervalMs: number;
  /** Whether the page is visible. */
  readonly wanted: () => boolean;
  /** Never rejects. */
  readonly ask: () => Promise<void>;
}

export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private asking = false;
  private disposed = false;

  constructor(private readonly options: RepeatedOptions) {}

  /** Polls now if the page is visible, and then after each interval. */
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
