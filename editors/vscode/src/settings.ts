// What the server gets of the user's settings.
import { serverSettings } from "./generated";

export interface SettingsSource {
  /** goTelemetry.* as VS Code has merged them. */
  readonly own: (key: string) => unknown;
  readonly telemetryLevel: unknown;
  /** Whether goTelemetry.defaultMode will choose where nobody has. */
  readonly hasDefault: boolean;
}

/** Only the server's own keys: it would complain of the others. */
export function settingsForServer(source: SettingsSource): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const key of serverSettings) {
    const value = source.own(key);
    if (value !== undefined) values[key] = value;
  }
  // Who has told VS Code to send nothing is not asked whether Go may; and where
  // the user's default applies there is nothing to ask.
  if (source.telemetryLevel === "off" || source.hasDefault) values["prompt"] = "never";
  return values;
}
