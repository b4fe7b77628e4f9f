// What the server gets of the user's settings.
import { serverSettings } from "./generated";

export interface SettingsSource {
  /** goTelemetry.* as VS Code has merged them. */
  readonly own: (key: string) => unknown;
  readonly telemetryLevel: unknown;
}

/** Only the server's own keys: it would complain of the others. */
export function settingsForServer(source: SettingsSource): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of serverSettings) {
    const value = source.own(key);
    if (value !== undefined) values[key] = value;
  }
  // Who has told VS Code to send nothing is not asked whether Go may.
  if (source.telemetryLevel === "off") values["prompt"] = "never";
  return values;
}
