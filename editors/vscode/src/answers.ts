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

export interface Shown<T> {
  readonly message: string;
  readonly buttons: readonly { readonly title: string; readonly item: T }[];
}

/**
 * Buttons of a notification are narrow: of "On: count, upload weekly" the button
 * says "On" and the message the rest.
 */
export function withShortButtons<T extends Item>(message: string, items: readonly T[]): Shown<T> {
  const buttons = items.map((item) => ({ title: shortTitle(item.title), item }));
  const titles = new Set(buttons.map((button) => button.title));
  if (titles.size < items.length) return { message, buttons: items.map((item) => ({ title: item.title, item })) };
  const rest = items.filter((item) => shortTitle(item.title) !== item.title).map((item) => `${item.title}.`);
  return { message: [message, ...rest].join(" "), buttons };
}

function shortTitle(title: string): string {
  return title.split(": ", 1)[0] ?? title;
}
