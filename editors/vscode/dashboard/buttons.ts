// The buttons of the page, each with the command that it runs. The extension runs only
// these for the page.

export const buttons = {
  switchMode: { title: "Switch mode", command: "goTelemetry.switchMode" },
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

/** The buttons that help with a problem, by its code. */
const mending: Readonly<Record<string, readonly ButtonId[]>> = {
  "malformed-mode-file": ["switchMode"],
  "undated-on": ["switchMode"],
  "read-only": ["checkEnvironment"],
  unreadable: ["checkEnvironment"],
  "no-config-dir": ["checkEnvironment"],
  "ineffective-env": ["explain"],
  "unsupported-platform": ["explain"],
  "policy-drift": ["switchMode", "showPolicy"],
  "policy-invalid": ["showPolicy"],
  "upload-blocked": ["showUploads"],
};

export function mend(code: string): readonly ButtonId[] {
  return mending[code] ?? ["checkEnvironment"];
}
