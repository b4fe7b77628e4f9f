// The content of the status bar item, as plain data.
import { plain } from "./plain";
import { byDefault, icon, needsAttention, type Status } from "./status";

/** The life cycle phase of the server. */
export type Phase =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly status: Status | undefined }
  | { readonly kind: "restarting"; readonly seconds: number }
  | { readonly kind: "stopped"; readonly reason: string }
  | { readonly kind: "missing" };

export type Visibility = "always" | "goFiles" | "problems";

export interface ItemView {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly warning: boolean;
  /** The text for screen readers. */
  readonly label: string;
}

/** The only commands that tooltip links can run. */
export const tooltipCommands = [
  "goTelemetry.switchMode",
  "goTelemetry.showDashboard",
  "goTelemetry.explain",
  "goTelemetry.restartServer",
  "goTelemetry.showLog",
] as const;

/** @param place the environment, such as "SSH: host"; undefined on the local machine */
export function itemView(phase: Phase, place: string | undefined, has: { dashboard: boolean }): ItemView {
  switch (phase.kind) {
    case "starting":
      return simple("$(sync~spin) Go telemetry", "The Go telemetry server is starting.");
    case "restarting":
      return simple("$(sync) Go telemetry", `The Go telemetry server ended. It restarts in ${phase.seconds} s.`, []);
    case "stopped":
      return simple("$(error) Go telemetry", phase.reason, [["Restart", "goTelemetry.restartServer"], log]);
    case "missing":
      return simple("$(warning) Go telemetry: no server", "No telemetry-ls program was found.", [
        ["Try again", "goTelemetry.restartServer"],
        log,
      ]);
    case "running":
      return phase.status === undefined
        ? simple("$(sync~spin) Go telemetry", "Waiting for the Go telemetry server.")
        : running(phase.status, place, has);
  }
}

function running(status: Status, place: string | undefined, has: { dashboard: boolean }): ItemView {
  const warning = needsAttention(status);
  const state = `${plain(status.text, maxState)}${byDefault(status) ? " (default)" : ""}`;
  const where =
    place === undefined
      ? ""
      : `\n\nThis is the telemetry of **${escapeMarkdown(place)}**, where the Go tools run, not of your local machine.\n`;
  const dashboard: Link[] = has.dashboard ? [["Dashboard", "goTelemetry.showDashboard"]] : [];
  const footer = links(["Switch mode", "goTelemetry.switchMode"], ...dashboard, ["What is this?", "goTelemetry.explain"]);
  return {
    text: `${warning ? "$(warning)" : icon(status.mode)} ${state}`,
    tooltip: `${status.tooltip}${where}\n\n---\n\n${footer}`,
    warning,
    label: plain([state, place, ...status.problems.map((p) => `Problem: ${p.message}`)].filter((s) => s !== undefined).join(". ")),
  };
}

/** @param ways commands that help with the problem */
function simple(text: string, sentence: string, ways?: readonly Link[]): ItemView {
  return {
    text,
    tooltip: [escapeMarkdown(sentence), links(...(ways ?? []))].join(" ").trim(),
    warning: ways !== undefined,
    label: [plain(sentence), ...(ways ?? []).map(([title]) => title)].join(" "),
  };
}

/** The status bar has little room. */
const maxState = 60;

type Link = readonly [title: string, command: (typeof tooltipCommands)[number]];

const log: Link = ["Log", "goTelemetry.showLog"];

function links(...list: Link[]): string {
  return list.map(([title, command]) => `[${title}](command:${command})`).join(" | ");
}

/** Escapes text so that Markdown shows it literally. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, "\\$&").replace(/\s+/g, " ");
}

const goLanguages = new Set(["go", "go.mod", "go.sum", "go.work", "gotmpl"]);

/** Whether to show the item. */
export function isVisible(visibility: Visibility, phase: Phase, languageId: string | undefined): boolean {
  switch (visibility) {
    case "always":
      return true;
    case "goFiles":
      return languageId !== undefined && goLanguages.has(languageId);
    case "problems":
      return (
        phase.kind === "stopped" ||
        phase.kind === "missing" ||
        (phase.kind === "running" && phase.status !== undefined && needsAttention(phase.status))
      );
  }
}

/** A remote authority such as "ssh-remote" in words; undefined on the local machine. */
export function placeName(remoteName: string | undefined, hostname: string): string | undefined {
  switch (remoteName) {
    case undefined:
    case "":
      return undefined;
    case "wsl":
      return "WSL";
    case "ssh-remote":
      return `SSH: ${hostname}`;
    case "dev-container":
    case "attached-container":
      return `container ${hostname}`;
    case "codespaces":
      return "this codespace";
    default:
      return `the remote machine ${hostname}`;
  }
}
