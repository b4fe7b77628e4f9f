// The settings for the server.
import { serverSettings } from "./generated";

export interface SettingsSource {
  /** goTelemetry.*, as merged by VS Code. */
  readonly own: (key: string) => unknown;
  /** Whether the user lets extensions send telemetry: `vscode.env.isTelemetryEnabled`. */
  readonly consent: boolean;
  /** Whether the window has a Go file, or a folder with Go. */
  readonly hasGo: boolean;
}

/** Only the server's keys: it reports unknown ones. */
export function settingsForServer(source: SettingsSource): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of serverSettings) {
    const value = source.own(key);
    if (value !== undefined) values[key] = value;
  }
  // If you limited VS Code's telemetry, or don't use Go in this window, the server doesn't ask about Go's.
  if (!source.consent || !source.hasGo) values["prompt"] = "never";
  return values;
}
