// Numbers, days and shares as text: the page's only formats.

const decimal = new Intl.NumberFormat("en-US");

export function number(value: number): string {
  return decimal.format(value);
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function times(value: number): string {
  return value === 1 ? "once" : `${number(value)} times`;
}

/** A share of 1, such as "80%" or "0.5%". */
export function percent(share: number): string {
  return `${+(share * 100).toFixed(4)}%`;
}

/** A number for an axis, such as "1.2k". */
export function short(value: number): string {
  if (value >= 1e6) return `${+(value / 1e6).toFixed(1)}M`;
  if (value >= 1e3) return `${+(value / 1e3).toFixed(1)}k`;
  return number(value);
}

const dayMs = 86_400_000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Undefined for a text that is no date, such as February 30, which Date.parse takes for March 2. */
function parse(date: string): Date | undefined {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return undefined;
  const at = new Date(time);
  return at.toISOString().startsWith(date.slice(0, 10)) ? at : undefined;
}

const monthDay = (date: Date) => `${months[date.getUTCMonth()] ?? ""} ${date.getUTCDate()}`;

/** A day (UTC) such as "Dec 6", with its year unless that is `year`. A text that is no date stays as it is. */
export function day(date: string, year = thisYear()): string {
  const at = parse(date);
  if (at === undefined) return date;
  return at.getUTCFullYear() === year ? monthDay(at) : `${monthDay(at)}, ${at.getUTCFullYear()}`;
}

/** The seven days of the week that ends at the start of the day `end`, such as "Nov 22-28". */
export function weekDays(end: string, year = thisYear()): string {
  const at = parse(end);
  if (at === undefined) return end;
  const first = new Date(at.getTime() - 7 * dayMs);
  const last = new Date(at.getTime() - dayMs);
  const to = first.getUTCMonth() === last.getUTCMonth() ? String(last.getUTCDate()) : monthDay(last);
  if (last.getUTCFullYear() === year) return `${monthDay(first)}-${to}`;
  const from = first.getUTCFullYear() === last.getUTCFullYear() ? "" : `, ${first.getUTCFullYear()}`;
  return `${monthDay(first)}${from}-${to}, ${last.getUTCFullYear()}`;
}

export function yearOf(date: string): number | undefined {
  return parse(date)?.getUTCFullYear();
}

function thisYear(): number {
  return new Date().getUTCFullYear();
}

/** A time such as "Nov 26, 12:32 UTC". */
export function moment(time: string): string {
  return parse(time) === undefined ? time : `${day(time)}, ${time.slice(11, 16)} UTC`;
}

/** A day in prose. In the name of a file or a module version, a date stays as it is. */
const dayInProse = /(?<![\w@/.-])\d{4}-\d\d-\d\d(?![\w/-]|\.\w)/g;

/** The server's prose as a sentence of the page: with a capital letter, a full stop, and days as the page writes them. */
export function sentence(text: string, year = thisYear()): string {
  // What the server quotes stays as it is: every second part is in quotation marks.
  const parts = text.split(/("[^"]*")/);
  const said = parts.map((part, i) => (i % 2 === 0 ? part.replace(dayInProse, (date) => day(date, year)) : part)).join("");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? "" : "."}`;
}

/** Text from files with its invisible and reordering characters escaped, as the server escapes them. */
export function visible(text: string): string {
  const escaped = (char: string) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === "\n" ? char : escaped(char)));
}
