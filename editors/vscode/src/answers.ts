// What an answer to one of the server's questions chooses, and how its button looks.
import { isMode, type Mode } from "./status";

interface Item {
  readonly title: string;
  /** The title for a narrow button. */
  readonly short?: unknown;
  /** The mode that the answer chooses. */
  readonly mode?: unknown;
}

export function answeredMode({ mode }: Item): Mode | undefined {
  return isMode(mode) ? mode : undefined;
}

export interface Shown<T> {
  readonly message: string;
  readonly buttons: readonly { readonly title: string; readonly item: T }[];
}

/** Notification buttons are narrow: they get the short titles, and the message lists the full ones. */
export function withShortButtons<T extends Item>(message: string, items: readonly T[]): Shown<T> {
  const shortened = items.filter(({ short }) => isText(short));
  return {
    message: [message, ...shortened.map(({ title }) => `${title}.`)].join(" "),
    buttons: items.map((item) => ({ title: isText(item.short) ? item.short : item.title, item })),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
