// The commands that help with a problem, by its code.
import { isMode, type Mode, type Status } from "./status";

export interface Way {
  readonly title: string;
  readonly command: string;
}

const choose: Way = { title: "Choose a mode", command: "goTelemetry.switchMode" };
const check: Way = { title: "Check environment", command: "goTelemetry.checkEnvironment" };
const policy: Way = { title: "Show policy", command: "goTelemetry.showPolicy" };
const uploads: Way = { title: "Show uploads", command: "goTelemetry.showUploads" };

const ways: Readonly<Record<string, readonly Way[]>> = {
  "malformed-mode-file": [choose],
  "undated-on": [choose],
  "ineffective-env": [choose],
  "read-only": [check],
  unreadable: [check],
  "no-config-dir": [check],
  "unsupported-platform": [],
  "policy-invalid": [policy],
  "upload-blocked": [uploads],
};

const switches: Readonly<Record<Mode, string>> = {
  on: "goTelemetry.turnOn",
  local: "goTelemetry.keepLocal",
  off: "goTelemetry.turnOff",
};

/** What helps with the problems of a status, each once. */
export function waysToMend({ problems, intent }: Pick<Status, "problems" | "intent">): Way[] {
  const all = problems.flatMap(({ code }) => (code === "policy-drift" ? [follow(intent), policy] : (ways[code] ?? [check])));
  return all.filter((way, i) => all.findIndex(({ command }) => command === way.command) === i);
}

/** Switches to the mode that the policy wants, if it wants only one. */
function follow(intent: Status["intent"]): Way {
  const mode = intent?.mode;
  return isMode(mode) ? { title: `Switch to ${mode}`, command: switches[mode] } : choose;
}

/** All commands that these ways run. */
export const mendingCommands: readonly string[] = [
  ...new Set([choose, check, policy, uploads].map(({ command }) => command).concat(Object.values(switches))),
];
