// The buttons of the page and of the status item's tooltip, each with the command that it
// runs. The extension runs only these for the page.

export const buttons = {
  switchMode: { title: "Switch mode", command: "goTelemetry.switchMode" },
  choose: { title: "Choose a mode", command: "goTelemetry.switchMode" },
  turnOn: { title: "Switch to on", command: "goTelemetry.turnOn" },
  setToLocal: { title: "Switch to local", command: "goTelemetry.keepLocal" },
  turnOff: { title: "Switch to off", command: "goTelemetry.turnOff" },
  explain: { title: "What is this?", command: "goTelemetry.explain" },
  restart: { title: "Restart", command: "goTelemetry.restartServer" },
  tryAgain: { title: "Try again", command: "goTelemetry.restartServer" },
  showLog: { title: "Show log", command: "goTelemetry.showLog" },
  checkEnvironment: { title: "Check environment", command: "goTelemetry.checkEnvironment" },
  showPolicy: { title: "Show policy", command: "goTelemetry.showPolicy" },
  showUploads: { title: "Show uploads", command: "goTelemetry.showUploads" },
  openFolder: { title: "Open folder", command: "goTelemetry.openFolder" },
  cleanUp: { title: "Clean up", command: "goTelemetry.cleanUp" },
  exportHtml: { title: "Export as HTML", command: "goTelemetry.exportDashboard" },
  downloadConfig: { title: "Download the upload config", command: "goTelemetry.downloadConfig" },
  copyCrash: { title: "Copy as issue", command: "goTelemetry.copyCrash" },
  /** Shows the next upload on the page. */
  preview: { title: "Preview", command: null },
} as const;

export type ButtonId = keyof typeof buttons;

/** Those that switch the mode. The page must not push the user to one, least of all for the policy of a repository. */
export const switching: ReadonlySet<ButtonId> = new Set(["switchMode", "turnOn", "setToLocal", "turnOff"]);

/** Those that run a command. */
type WayId = Exclude<ButtonId, "preview">;

/** The buttons that help with a problem, by its code. */
const ways: Readonly<Record<string, readonly WayId[]>> = {
  "malformed-mode-file": ["choose"],
  "undated-on": ["choose"],
  "ineffective-env": ["choose"],
  "read-only": ["checkEnvironment"],
  unreadable: ["checkEnvironment"],
  "no-config-dir": ["checkEnvironment"],
  "unsupported-platform": [],
  "policy-invalid": ["showPolicy"],
  "upload-blocked": ["showUploads"],
};

const switches: Readonly<Record<string, WayId>> = { on: "turnOn", local: "setToLocal", off: "turnOff" };

/** What the policy wants, as the status has it. */
export interface Wanted {
  /** Null if the policy allows several modes. */
  readonly mode: string | null;
}

/** Returns the buttons that help with a problem. */
export function mend(code: string, intent: Wanted | null): readonly WayId[] {
  if (code === "policy-drift") return [switches[intent?.mode ?? ""] ?? "choose", "showPolicy"];
  return ways[code] ?? ["checkEnvironment"];
}

/** All buttons that help with some problem. */
export const mendingIds: readonly WayId[] = [...Object.values(ways).flat(), ...Object.values(switches), "choose", "checkEnvironment"];
