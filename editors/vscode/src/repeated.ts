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
  /** Whether something changed while a request was waiting for its answer. */
  private again = false;
  private disposed = false;

  constructor(private readonly options: RepeatedOptions) {}

  /** Polls now if the page is visible, or after the request that is waiting, and then after each interval. */
  tick(): void {
    clearTimeout(this.timer);
    this.again = this.asking;
    if (this.disposed || this.asking || !this.options.wanted()) return;
    this.asking = true;
    void this.options.ask().finally(() => {
      this.asking = false;
      if (this.disposed || !this.options.wanted()) return;
      this.timer = setTimeout(() => this.tick(), this.again ? 0 : this.options.intervalMs);
      this.again = false;
    });
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }
}
