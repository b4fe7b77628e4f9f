// The content of the status bar item, as plain data.
import { buttons, mend, mendingIds } from "../dashboard/buttons";
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
export const tooltipCommands: readonly string[] = [
  ...new Set([
    "goTelemetry.switchMode",
    "goTelemetry.showDashboard",
    "goTelemetry.explain",
    "goTelemetry.answerQuestion",
    "goTelemetry.restartServer",
    "goTelemetry.showLog",
    ...mendingIds.map((id) => buttons[id].command),
  ]),
];

export interface Around {
  /** The environment, such as "SSH: host"; undefined on the local machine. */
  readonly place: string | undefined;
  /** Whether the server offers the dashboard. */
  readonly dashboard: boolean;
  /** Whether a question waits for its answer. */
  readonly asks: boolean;
}

export function itemView(phase: Phase, around: Around): ItemView {
  switch (phase.kind) {
    case "starting":
      return simple("$(sync~spin) Go: starting", "The Go telemetry server is starting.");
    case "restarting":
      return simple("$(sync) Go: restarting", `The Go telemetry server ended. It restarts in ${phase.seconds} s.`, []);
    case "stopped":
      return simple("$(error) Go: stopped", phase.reason, [["Restart", "goTelemetry.restartServer"], log]);
    case "missing":
      return simple("$(warning) Go: no server", "No telemetry-ls program was found.", [["Try again", "goTelemetry.restartServer"], log]);
    case "running":
      return phase.status === undefined
        ? simple("$(sync~spin) Go: starting", "Waiting for the Go telemetry server.")
        : running(phase.status, around);
  }
}

function running(status: Status, { place, dashboard, asks }: Around): ItemView {
  const warning = needsAttention(status);
  const state = `${status.mode}${byDefault(status) ? " (default)" : ""}`;
  const where =
    place === undefined
      ? ""
      : `\n\nThis is the telemetry of **${escapeMarkdown(place)}**, where the Go tools run, not of your local machine.\n`;
  const question = asks ? `**A question waits for your answer.** ${links(["Show it", "goTelemetry.answerQuestion"])}\n\n` : "";
  const ways = waysToMend(status);
  const more: Link[] = dashboard ? [["Dashboard", "goTelemetry.showDashboard"]] : [];
  const footer = links(["Switch mode", "goTelemetry.switchMode"], ...more, ["What is this?", "goTelemetry.explain"]);
  const parts = ["Go telemetry: " + state, asks ? "A question waits for your answer" : undefined, place];
  return {
    text: asks ? `$(question) Go: ${status.mode}?` : `${warning ? "$(warning)" : icon(status.mode)} Go: ${state}`,
    tooltip: `${question}${status.tooltip}${ways === "" ? "" : `\n\n${ways}`}${where}\n\n---\n\n${footer}`,
    warning,
    label: plain([...parts, ...status.problems.map((p) => `Problem: ${p.message}`)].filter((s) => s !== undefined).join(". ")),
  };
}

/** The links that help with the problems, each once. */
function waysToMend({ problems, intent }: Status): string {
  const ids = new Set(problems.flatMap(({ code }) => mend(code, intent)));
  return links(...[...ids].map((id): Link => [buttons[id].title, buttons[id].command]));
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

type Link = readonly [title: string, command: string];

const log: Link = ["Log", "goTelemetry.showLog"];

function links(...list: Link[]): string {
  return list.map(([title, command]) => `[${title}](command:${command})`).join(" | ");
}

/** Escapes text so that Markdown shows it literally. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, "\\$&").replace(/\s+/g, " ");
}

/**
 * Whether to show the item. A question that waits and a problem are shown whatever the setting says.
 *
 * @param isGo whether the active editor shows a Go file
 */
export function isVisible(visibility: Visibility, phase: Phase, { isGo, asks }: { isGo: boolean; asks: boolean }): boolean {
  return asks || hasProblem(phase) || visibility === "always" || (visibility === "goFiles" && isGo);
}

export function hasProblem(phase: Phase): boolean {
  return (
    phase.kind === "stopped" ||
    phase.kind === "missing" ||
    (phase.kind === "running" && phase.status !== undefined && needsAttention(phase.status))
  );
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
