// Numbers and errors in words.

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** An error as a message says it: lower case and alone in Go, a sentence of ours here. */
export function errorText(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).trim();
  return /go telemetry/i.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : `Go telemetry: ${text}`;
}
