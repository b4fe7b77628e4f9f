// The answer to "what leaves this machine?", as plain text with its buttons.
import { mend, type ButtonId } from "./buttons";
import { day, plural, sentence } from "./format";
import { contents, uploadsOf, type Size } from "./preview";
import type { Data, Preview, Status, Summary } from "./types";

export interface Notice {
  /** Distinguishes the notices of a page. */
  readonly key: string;
  readonly text: string;
  readonly hint: string;
  readonly buttons: readonly ButtonId[];
}

export interface Answer {
  /** The mode in one word, such as "Local"; empty until it is known. */
  readonly lead: string;
  readonly text: string;
  readonly buttons: readonly ButtonId[];
  /** Whether something needs attention. */
  readonly warning: boolean;
}

export function answer({ status, preview }: Pick<Data, "status" | "preview">): Answer | null {
  if (status === null) return null;
  const warning = problems(status, preview).length > 0;
  const buttons: ButtonId[] = ["switchMode", "explain"];
  const byDefault = !status.chosen && status.dir !== "" ? " (default)" : "";
  switch (status.mode) {
    case "on":
      return { lead: "On.", ...uploading(status, preview), warning };
    case "off":
      return { lead: `Off${byDefault}.`, text: "Nothing leaves this machine. Programs that start now count nothing.", buttons, warning };
    default:
      return { lead: `Local${byDefault}.`, text: "Nothing leaves this machine.", buttons, warning };
  }
}

/** Mode on: says when the next upload is, and what is in it. */
function uploading(status: Status, preview: Preview | null): Pick<Answer, "text" | "buttons"> {
  const { date, week, first, blocked } = uploadsOf(status, preview);
  const others: ButtonId[] = ["switchMode", "explain"];
  if (!status.supported) return { text: "Go uploads nothing on this platform.", buttons: others };
  if (blocked) return { text: "Uploads are blocked.", buttons: others };
  if (date === null && preview === null && status.firstUpload === null) return { text: "Approved counters are uploaded.", buttons: others };
  if (date === null) return { text: "No report is due to be uploaded.", buttons: others };
  const which = first ? "First upload" : "Next upload";
  const found = preview?.weeks.find((other) => other.week === week);
  const size = found === undefined ? null : contents(found);
  const what = size === null ? "" : `: ${sizeText(size)}${found?.state === "collecting" ? " so far" : ""}`;
  return { text: `${which} ${day(date)}${what}.`, buttons: found === undefined ? others : ["preview", ...others] };
}

function sizeText({ counters, programs }: Size): string {
  return `${plural(counters, "counter")}${programs === null ? "" : ` of ${plural(programs, "program")}`}`;
}

/** What is wrong with the connection to the server, if anything. */
export function connection({ phase, error }: Pick<Data, "phase" | "error">): Notice | null {
  const notice = (text: string, ...buttons: ButtonId[]): Notice => ({ key: "server", text, hint: "", buttons });
  switch (phase?.kind) {
    case "starting":
      return notice("The Go telemetry server is starting.");
    case "restarting":
      return notice("The Go telemetry server ended. It restarts in a moment.", "restart", "showLog");
    case "stopped":
      return notice(phase.reason ?? "The Go telemetry server is not running.", "restart", "showLog");
    case "missing":
      return notice("No telemetry-ls program was found.", "tryAgain", "showLog");
    case "running":
    case undefined:
      return error === null ? null : notice(sentence(error), "restart", "showLog");
  }
}

/** Returns the problems of the environment and of uploads, each once. */
export function problems(status: Status | null, preview: Preview | null): Notice[] {
  const found = [...(status?.problems ?? [])];
  if (status?.mode === "on") {
    // A status older than the preview lacks these problems.
    for (const { message, hint } of preview?.uploads?.blocked ?? []) {
      if (!found.some((problem) => problem.message === message)) found.push({ code: "upload-blocked", message, hint });
    }
  }
  return found.map(({ code, message, hint }) => ({
    key: `${code} ${message}`,
    text: sentence(message),
    hint: hint === "" ? "" : sentence(hint),
    buttons: mend(code, status?.intent ?? null),
  }));
}

/** Returns the mode, marked as the default if none was chosen. Without a directory no mode can be chosen. */
export function modeText(status: Status | null, summary: Summary | null): string {
  if (status === null) return summary?.mode ?? "";
  return status.chosen || status.dir === "" ? status.mode : `${status.mode} (default)`;
}
