// The data of the dashboard: asks the server for what the page shows, and passes on only
// what has changed.
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import type { Session } from "./session";

/** The number of polls after which to request a preview again that had no upload config. */
const looksBetween = 5;

/** LSP's error code for an argument that the server doesn't know. */
const invalidParams = -32602;

interface Preview {
  readonly config: unknown;
  readonly weeks: readonly { readonly week: string }[];
}

export class DashboardData {
  /** The number of weeks that the user chose on the page; undefined for that of the settings. */
  weeks: number | undefined;
  /** The weeks of which the page shows the counters. */
  details: readonly string[] = [];
  /** Polls since the last preview, if that had no upload config. */
  private looksWithoutList: number | undefined;
  private last = new Map<string, string>();
  /** The weeks of the last preview, oldest first. */
  private known: readonly string[] = [];
  private asked = "";

  /** @param post sends a part of the data to the page */
  constructor(
    private readonly session: Session,
    private readonly post: (part: string, value: unknown) => void,
  ) {}

  /** Forgets what the page has, because it is a new one. */
  restart(): void {
    this.last = new Map();
  }

  /** Says whether the server runs. */
  sendPhase(): void {
    const { phase } = this.session;
    this.send("phase", { kind: phase.kind, ...(phase.kind === "stopped" ? { reason: phase.reason } : {}) });
    if (phase.kind === "running") this.send("status", phase.status ?? null);
  }

  /** Asks for everything that may have changed. */
  async ask(): Promise<void> {
    this.sendPhase();
    if (this.session.phase.kind !== "running") return;
    try {
      await this.update();
      this.send("error", null);
    } catch (error) {
      // What is lost with the server is said by the phase.
      if (this.session.phase.kind === "running") this.send("error", error instanceof Error ? error.message : String(error));
    }
  }

  private async update(): Promise<void> {
    const set = vscode.workspace.getConfiguration("goTelemetry").get<number>("summaryWeeks", 8);
    this.send("weeks", set);
    const weeks = this.weeks ?? set;
    const counted = this.send("summary", await this.session.run<unknown>(serverCommands.summary, { weeks }));
    if (!this.session.has(serverCommands.preview)) return;
    const asked = JSON.stringify([weeks, this.last.get("status")]);
    if (counted || asked !== this.asked || this.previewIsDue()) {
      const preview = await this.preview({ weeks, detail: "counts" });
      this.send("preview", preview);
      this.asked = asked;
      this.known = preview.weeks.map(({ week }) => week);
      this.looksWithoutList = preview.config === null ? 0 : undefined;
      await this.sendDetails(this.details);
    } else await this.sendDetails(this.details.filter((week) => !this.last.has(`detail ${week}`)));
  }

  /**
   * The preview depends on the counters, the mode and the upload config, which may
   * appear at any time if it is missing.
   */
  private previewIsDue(): boolean {
    if (!this.last.has("preview")) return true;
    return this.looksWithoutList !== undefined && ++this.looksWithoutList >= looksBetween;
  }

  /** Sends the counters of weeks, and forgets those of others. */
  private async sendDetails(weeks: readonly string[]): Promise<void> {
    for (const key of this.last.keys()) {
      if (key.startsWith("detail ") && !this.details.includes(key.slice("detail ".length))) this.last.delete(key);
    }
    const places = weeks.map((week) => this.known.indexOf(week)).filter((place) => place >= 0);
    if (places.length === 0) return;
    const full = await this.preview({ weeks: this.known.length - Math.min(...places), detail: "full" });
    for (const week of full.weeks) {
      if (weeks.includes(week.week)) this.send("detail", week, `detail ${week.week}`);
    }
  }

  /** Servers before 0.2 always give all weeks in full. */
  private async preview(argument: { weeks: number; detail: "full" | "counts" }): Promise<Preview> {
    try {
      return await this.session.run<Preview>(serverCommands.preview, argument);
    } catch (error) {
      if ((error as { code?: unknown }).code !== invalidParams) throw error;
      return this.session.run<Preview>(serverCommands.preview);
    }
  }

  /** Sends a part of the data, unless the page has it already. */
  private send(part: string, value: unknown, key = part): boolean {
    const text = JSON.stringify(value);
    if (this.last.get(key) === text) return false;
    this.last.set(key, text);
    this.post(part, value);
    return true;
  }
}
