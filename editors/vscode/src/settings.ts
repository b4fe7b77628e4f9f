// The settings for the server.
import { serverSettings } from "./generated";

export interface SettingsSource {
  /** goTelemetry.*, as merged by VS Code. */
  readonly own: (key: string) => unknown;
  readonly telemetryLevel: unknown;
}

/** Only the server's keys: it reports unknown ones. */
export function settingsForServer(source: SettingsSource): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of serverSettings) {
    const value = source.own(key);
    if (value !== undefined) values[key] = value;
  }
  // If you turned off VS Code's telemetry, the server doesn't ask about Go's.
  if (source.telemetryLevel === "off") values["prompt"] = "never";
  return values;
}
