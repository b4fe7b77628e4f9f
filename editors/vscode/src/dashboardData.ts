// The data of the dashboard: asks the server for what the page shows, and passes on only
// what has changed.
import { serverCommands } from "./generated";
import type { Session } from "./session";

/** The number of polls after which to look again for a newer upload config. */
const looksBetween = 5;

/** LSP's error code for an argument that the server doesn't know. */
const invalidParams = -32602;

interface Preview {
  readonly config: { readonly stale?: boolean } | null;
  readonly nextWeek?: string | null;
  readonly weeks: readonly { readonly week: string }[];
}

type PreviewArgument = { weeks: number; detail: "counts" } | { week: string; detail: "counts" | "full" };

export interface DashboardDataOptions {
  readonly session: Pick<Session, "phase" | "has" | "run">;
  /** The number of weeks in the settings. */
  readonly weeks: () => number;
  /** Sends a part of the data to the page. */
  readonly post: (part: string, value: unknown) => void;
}

export class DashboardData {
  /** The number of weeks that the user chose on the page; undefined for that of the settings. */
  weeks: number | undefined;
  /** The weeks of which the page shows the counters. */
  private open: readonly string[] = [];
  /** Whether to request the preview again. */
  private stale = true;
  /** Polls since the last preview, if there may be a newer upload config. */
  private looks: number | undefined;
  private last = new Map<string, string>();
  /** The weeks of the last preview. */
  private known: ReadonlySet<string> = new Set();
  private asked = "";

  constructor(private readonly options: DashboardDataOptions) {}

  /** The number of weeks that the page shows. */
  get shownWeeks(): number {
    return this.weeks ?? this.options.weeks();
  }

  /** Forgets what the page has, because it is a new one. */
  restart(): void {
    this.last = new Map();
    this.open = [];
    this.stale = true;
  }

  /** Makes the next `ask` request everything, because anything may have changed. */
  refresh(): void {
    this.stale = true;
  }

  /** Sets the weeks of which the page shows the counters. The page forgets those of others. */
  openWeeks(weeks: readonly string[]): void {
    for (const week of this.open) if (!weeks.includes(week)) this.last.delete(detailKey(week));
    this.open = weeks;
  }

  /** Says whether the server runs. */
  sendPhase(): void {
    const { phase } = this.options.session;
    this.send("phase", { kind: phase.kind, ...(phase.kind === "stopped" ? { reason: phase.reason } : {}) });
    if (phase.kind === "running") this.send("status", phase.status ?? null);
  }

  /** Asks for everything that may have changed. Concurrent calls are not allowed. */
  async ask(): Promise<void> {
    const { session } = this.options;
    this.sendPhase();
    if (session.phase.kind !== "running") return;
    try {
      await this.update();
      this.send("error", null);
    } catch (error) {
      // What is lost with the server is said by the phase.
      if (session.phase.kind === "running") this.send("error", error instanceof Error ? error.message : String(error));
    }
  }

  private async update(): Promise<void> {
    const { session, weeks: inSettings } = this.options;
    this.send("weeks", inSettings());
    const weeks = this.shownWeeks;
    const counted = this.send("summary", await session.run<unknown>(serverCommands.summary, { weeks }));
    if (!session.has(serverCommands.preview)) return;
    // The preview depends on the counters, the mode and the upload config.
    const asked = JSON.stringify([weeks, this.last.get("status")]);
    if (counted || asked !== this.asked || this.looksForConfig()) this.stale = true;
    this.asked = asked;
    if (!this.stale) {
      await this.sendDetails(this.open.filter((week) => !this.last.has(detailKey(week))));
      return;
    }
    // Cleared first, because a refresh during the requests is for the next ones.
    this.stale = false;
    try {
      await this.sendPreview(weeks);
      await this.sendDetails(this.open);
    } catch (error) {
      this.stale = true;
      throw error;
    }
  }

  /** Counts a poll. Whether to look for an upload config that is missing, or a newer one, which appears without notice. */
  private looksForConfig(): boolean {
    return this.looks !== undefined && ++this.looks >= looksBetween;
  }

  private async sendPreview(weeks: number): Promise<void> {
    const preview = await this.withNextWeek(await this.preview({ weeks, detail: "counts" }));
    this.send("preview", preview);
    this.known = new Set(preview.weeks.map(({ week }) => week));
    this.looks = preview.config === null || preview.config.stale === true ? 0 : undefined;
  }

  /** Adds the week of the next upload if it is older than the others: the page says what is in it. */
  private async withNextWeek(preview: Preview): Promise<Preview> {
    const { nextWeek = null, weeks } = preview;
    if (nextWeek === null || weeks.some(({ week }) => week === nextWeek)) return preview;
    const next = await this.preview({ week: nextWeek, detail: "counts" });
    return { ...preview, weeks: [...next.weeks, ...weeks] };
  }

  /** Sends the counters of weeks, each by itself: those of all weeks are megabytes. */
  private async sendDetails(weeks: readonly string[]): Promise<void> {
    for (const week of weeks) {
      if (!this.known.has(week) || !this.open.includes(week)) continue;
      const full = await this.preview({ week, detail: "full" });
      const detail = full.weeks.find((other) => other.week === week);
      // The page may have closed it in the meantime.
      if (detail !== undefined && this.open.includes(week)) this.send("detail", detail, detailKey(week));
    }
  }

  /** Older servers take no argument, and give all weeks in full. */
  private async preview(argument: PreviewArgument): Promise<Preview> {
    const { session } = this.options;
    try {
      return await session.run<Preview>(serverCommands.preview, argument);
    } catch (error) {
      if ((error as { code?: unknown }).code !== invalidParams) throw error;
      return session.run<Preview>(serverCommands.preview);
    }
  }

  /** Sends a part of the data, unless the page has it already. */
  private send(part: string, value: unknown, key = part): boolean {
    const text = JSON.stringify(value);
    if (this.last.get(key) === text) return false;
    this.last.set(key, text);
    this.options.post(part, value);
    return true;
  }
}

const detailKey = (week: string) => `detail ${week}`;
