// The Status of the server, as far as the extension reads it.

export type Mode = "on" | "local" | "off";

export const modes: readonly Mode[] = ["on", "local", "off"];

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface Intent {
  readonly mode: string | null;
  readonly allowed: readonly string[] | null;
  readonly source: string;
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
  readonly intent: Intent | null;
  readonly problems: readonly Problem[];
  readonly text: string;
  readonly tooltip: string;
}

export function isMode(value: unknown): value is Mode {
  return value === "on" || value === "local" || value === "off";
}

/** What a mode does, in a sentence. */
export function meaning(mode: Mode): string {
  switch (mode) {
    case "on":
      return "Go counts how its tools are used and uploads the approved counts about once a week.";
    case "local":
      return "Go counts how its tools are used and keeps the counts on this machine. Nothing is uploaded.";
    case "off":
      return "Go counts nothing and uploads nothing. What was collected before stays where it is.";
  }
}

/** The icon of a mode, as VS Code writes icons in labels. */
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

/** Whether something in the status asks for the user's attention. */
export function needsAttention(status: Status): boolean {
  return status.problems.length > 0 || status.intent?.conforms === false;
}
