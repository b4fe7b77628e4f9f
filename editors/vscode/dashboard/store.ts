// What the page shows: the data, the user's choices, and who wants to know of changes.
import { host, loadState, saveState, type State } from "./state";
import type { Data, PreviewWeek } from "./types";

export const state: State = loadState();

export const data: Data = { phase: null, status: null, summary: null, preview: null, error: null, weeks: null, made: null };

/** The counters of the weeks that are open, by week. */
const details = new Map<string, PreviewWeek>();
const wanted = new Set<string>();

let redraw: () => void = () => undefined;

export function onChange(listener: () => void): void {
  redraw = listener;
}

/** Changes a choice, keeps it for the next load, and shows it. */
export function choose(change: Partial<State>): void {
  Object.assign(state, change);
  saveState(state);
  redraw();
}

export function receive(part: string, value: unknown): void {
  if (part === "detail") {
    const week = value as PreviewWeek;
    details.set(week.week, week);
  } else if (part in data) Object.assign(data, { [part]: value });
  else return;
  redraw();
}

/** Returns the counters of a week, if they are here. */
export function detailOf(week: string): PreviewWeek | undefined {
  return details.get(week);
}

/** Asks for the counters of a week, and for their changes until it is closed. */
export function openDetail(week: string): void {
  wanted.add(week);
  if (host === undefined) readDetail(week);
  else host.postMessage({ type: "details", weeks: [...wanted] });
}

export function closeDetail(week: string): void {
  wanted.delete(week);
  details.delete(week);
  host?.postMessage({ type: "details", weeks: [...wanted] });
}

/** A standalone page holds each week as text of its own, which is parsed only if the week is opened. */
function readDetail(week: string): void {
  const text = document.getElementById(`week-${week}`)?.textContent;
  if (text) receive("detail", JSON.parse(text));
}
