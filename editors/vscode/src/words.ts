// Numbers and errors in words.

/** A size as people read it, by the rule of Go's `quantity.Size`; testdata/sizes.json has the cases for both. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  // Number.toFixed rounds a value such as 1.25 in another way than Go.
  const tenths = (value: number) => Math.floor(value * 10 + 0.5);
  let value = bytes / 1024;
  let unit = 0;
  for (; unit < units.length - 1 && tenths(value) >= 10240; unit++) value /= 1024;
  return `${tenths(value) / 10} ${units[unit] ?? ""}`;
}

const units = ["KiB", "MiB", "GiB", "TiB"];

/** An error as a message says it: lower case and alone in Go, a sentence of ours here. */
export function errorText(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  return /go telemetry/i.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : `Go telemetry: ${text}`;
}
