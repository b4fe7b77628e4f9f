// Which mode an answer to one of the server's questions chooses.
import { isMode, type Mode } from "./status";

interface Item {
  readonly title: string;
  readonly mode?: unknown;
}

/**
 * The server may name the mode in the action; else the title tells, as in
 * "On: count, upload weekly", "Keep local: ..." or "Switch to off".
 */
export function answeredMode(item: Item): Mode | undefined {
  if (isMode(item.mode)) return item.mode;
  const words = /^(?:(?:keep|switch to|turn) )?(on|local|off)\b/i.exec(item.title);
  const mode = words?.[1]?.toLowerCase();
  return isMode(mode) ? mode : undefined;
}
