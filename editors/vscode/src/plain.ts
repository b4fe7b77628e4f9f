// Text of others as plain text. VS Code makes a link of [text](command:...) in a
// notification and an icon of $(name) in a label, and has no switch for either.

/** Is not seen, and breaks what would be markup. */
const wordJoiner = "\u2060";

/** VS Code cuts at this length; here the end, which is often a hint, stays. */
const maxMessage = 1000;
const keptEnd = 250;

/** One line for a notification, a label or a status bar. */
export function plain(text: string, max = maxMessage): string {
  return withoutMarkup(shorten(clean(text).replace(/\s+/g, " ").trim(), max));
}

/** The same for the detail of a dialog, which keeps its lines. */
export function plainLines(text: string): string {
  return withoutMarkup(shorten(clean(text), 10 * maxMessage));
}

// The parts of a link are broken apart last: whatever is taken out before could
// else have stood between them.
function withoutMarkup(text: string): string {
  return text.replace(/\](?=\s*\()/g, `]${wordJoiner}`).replace(/\$(?=\s*\()/g, `$${wordJoiner}`);
}

const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2061-\u2069\ufeff]/g;

/** Without what moves the cursor, hides text or turns its direction. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unseen, "\ufffd");
}

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = Math.min(keptEnd, Math.floor(max / 4));
  return `${text.slice(0, max - end - 5)} ... ${text.slice(-end)}`;
}
