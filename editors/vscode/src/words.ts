// Numbers and errors as text.

/** A size in B, KiB or MiB, like Go's `quantity.Size`; testdata/sizes.json has the test cases of both. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  // Number.toFixed rounds values such as 1.25 differently from Go.
  const tenths = (value: number) => Math.floor(value * 10 + 0.5);
  let value = bytes / 1024;
  let unit = 0;
  for (; unit < units.length - 1 && tenths(value) >= 10240; unit++) value /= 1024;
  return `${tenths(value) / 10} ${units[unit] ?? ""}`;
}

const units = ["KiB", "MiB", "GiB", "TiB"];

/** An error as a message: Go errors start in lower case, messages are sentences. */
export function errorText(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  return /go telemetry/i.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : `Go telemetry: ${text}`;
}
