// The commands of the palette, as package.json declares them. A unit test keeps
// the two alike.
import { serverCommands } from "./generated";

export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  /** The command that the server must offer. */
  readonly needs?: string;
  /** Listed in the menu of the status bar item. */
  readonly menu?: boolean;
}

export const palette: readonly PaletteCommand[] = [
  { id: "goTelemetry.switchMode", title: "Switch Mode...", icon: "arrow-swap", needs: serverCommands.setMode },
  { id: "goTelemetry.turnOn", title: "Turn On", icon: "cloud-upload", needs: serverCommands.setMode },
  { id: "goTelemetry.keepLocal", title: "Keep Local", icon: "device-desktop", needs: serverCommands.setMode },
  { id: "goTelemetry.turnOff", title: "Turn Off", icon: "circle-slash", needs: serverCommands.setMode },
  { id: "goTelemetry.undoSwitch", title: "Undo Last Switch", icon: "discard", needs: serverCommands.undoSwitch },
  { id: "goTelemetry.showDashboard", title: "Show Dashboard", icon: "graph", needs: serverCommands.summary, menu: true },
  { id: "goTelemetry.showSummary", title: "Show Counter Summary", icon: "list-ordered", needs: serverCommands.summary, menu: true },
  { id: "goTelemetry.showPreview", title: "Preview Upload", icon: "eye", needs: serverCommands.preview, menu: true },
  { id: "goTelemetry.showUploads", title: "Show Uploads", icon: "history", needs: serverCommands.preview, menu: true },
  { id: "goTelemetry.showCrashes", title: "Show Crashes", icon: "bug", needs: serverCommands.summary },
  { id: "goTelemetry.showFiles", title: "Show Local Files", icon: "files", needs: serverCommands.files, menu: true },
  { id: "goTelemetry.openFolder", title: "Open Telemetry Folder", icon: "folder-opened", needs: serverCommands.status, menu: true },
  { id: "goTelemetry.explain", title: "Explain", icon: "question", needs: serverCommands.open, menu: true },
  { id: "goTelemetry.checkEnvironment", title: "Check Environment", icon: "checklist", needs: serverCommands.doctor },
  { id: "goTelemetry.cleanUp", title: "Clean Up Local Data...", icon: "trash", needs: serverCommands.clean, menu: true },
  { id: "goTelemetry.copyStatus", title: "Copy Status", icon: "copy", needs: serverCommands.status, menu: true },
  { id: "goTelemetry.resetPrompt", title: "Ask Again", icon: "comment", needs: serverCommands.resetPrompt },
  { id: "goTelemetry.restartServer", title: "Restart Server", icon: "debug-restart", menu: true },
  { id: "goTelemetry.showLog", title: "Show Log", icon: "output", menu: true },
];

/** The context key that disables commands which need `serverCommand`. */
export function contextKey(serverCommand: string): string {
  return `goTelemetry.lacks.${serverCommand.slice(serverCommand.indexOf(".") + 1)}`;
}
