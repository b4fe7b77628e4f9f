// Turns other programs' text into plain text. VS Code turns [text](command:...) in a
// notification into a link, and $(name) in a label into an icon, and can't be told not to.

/** An invisible character that breaks markup. */
const wordJoiner = "\u2060";

/** VS Code cuts at this length. plain keeps the end, which is often a hint. */
const maxMessage = 1000;
const keptEnd = 250;

/** One line for a notification, a label or a status bar. */
export function plain(text: string, max = maxMessage): string {
  return withoutMarkup(shorten(clean(text).replace(/\s+/g, " ").trim(), max));
}

/** Like plain, for the detail of a dialog, which keeps its lines. */
export function plainLines(text: string): string {
  return withoutMarkup(shorten(clean(text), 10 * maxMessage));
}

// Break up links last. Otherwise removing a character could join the parts of a link.
function withoutMarkup(text: string): string {
  return text.replace(/\](?=\s*\()/g, `]${wordJoiner}`).replace(/\$(?=\s*\()/g, `$${wordJoiner}`);
}

const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2061-\u2069\ufeff]/g;

/** Removes characters that move the cursor, hide text or change its direction. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unseen, "\ufffd");
}

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = Math.min(keptEnd, Math.floor(max / 4));
  return `${text.slice(0, max - end - 5)} ... ${text.slice(-end)}`;
}
