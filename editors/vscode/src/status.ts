// The parts of the server's Status that the extension reads.
import { meanings, unsupported } from "./generated";

export type Mode = "on" | "local" | "off";

export const modes: readonly Mode[] = ["on", "local", "off"];

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What a policy or a default wants, and whether the mode conforms. */
export interface Intent {
  readonly mode: string | null;
  readonly allowed: readonly string[] | null;
  readonly source: string;
  readonly file: string | null;
  /** Plain text. Never show that of a workspace in a message or a tooltip. */
  readonly reason: string | null;
  readonly url: string | null;
  readonly conforms: boolean;
}

export interface Status {
  readonly mode: Mode;
  readonly chosen: boolean;
  readonly since: string | null;
  readonly collecting: boolean;
  readonly uploading: boolean;
  readonly dir: string;
  readonly supported: boolean;
  readonly writable: boolean;
  readonly nextReport: string | null;
  readonly firstUpload: string | null;
  /** Absent in older servers. */
  readonly nextUpload?: string | null;
  readonly intent: Intent | null;
  readonly problems: readonly Problem[];
  readonly text: string;
  readonly tooltip: string;
}

export function isMode(value: unknown): value is Mode {
  return value === "on" || value === "local" || value === "off";
}

/** Whether the machine's policy, if there is one, lets the user switch to a mode. One that allows on never takes off away. */
export function permits({ intent }: Pick<Status, "intent">, mode: Mode): boolean {
  if (intent?.source !== "machine") return true;
  const allowed = intent.mode === null ? intent.allowed : [intent.mode];
  return allowed === null || allowed.includes(mode) || (mode === "off" && allowed.includes("on"));
}

/** What the machine's policy allows, and why; undefined if it leaves all modes to the user. */
export function limits(status: Pick<Status, "intent">): string | undefined {
  const left = modes.filter((mode) => permits(status, mode));
  if (left.length === modes.length) return undefined;
  const reason = status.intent?.reason ?? "";
  const url = status.intent?.url ?? "";
  const why = [reason, url === "" ? "" : `see ${url}`].filter((part) => part !== "").join("; ");
  return `Allows only ${left.join(" or ")}${why === "" ? "" : ` (${why})`}`;
}

/** What the mode means on this machine, in the server's words. */
export function meaning(status: Pick<Status, "mode" | "supported">): string {
  return status.supported ? meanings[status.mode] : unsupported;
}

/** Whether the mode is the default. Without a directory, no mode can be chosen. */
export function byDefault(status: Pick<Status, "chosen" | "dir">): boolean {
  return !status.chosen && status.dir !== "";
}

/** Whether the mode is one that the user chose, and well kept: choosing it again would change nothing. */
export function isSettledChoice({ chosen, problems }: Pick<Status, "chosen" | "problems">): boolean {
  return chosen && problems.every(({ code }) => code !== "undated-on" && code !== "malformed-mode-file");
}

/** The icon of a mode, in VS Code's label syntax. */
export function icon(mode: Mode): string {
  switch (mode) {
    case "on":
      return "$(cloud-upload)";
    case "local":
      return "$(device-desktop)";
    case "off":
      return "$(circle-slash)";
  }
}

/** Whether the status has a problem that needs attention. */
export function needsAttention(status: Status): boolean {
  return status.problems.length > 0 || status.intent?.conforms === false;
}
