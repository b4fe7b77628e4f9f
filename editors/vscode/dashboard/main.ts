// The dashboard page: what was counted, what would be uploaded, and what was
// uploaded. In VS Code the extension sends the data to the page; a standalone page
// contains them.
import { tidyCharts } from "./charts";
import { el, plural } from "./dom";
import { crashes, overview, programs, type Fold } from "./programs";
import { filterPrograms, lastWeeks, modeText, weekChoice } from "./select";
import { host, loadState, saveState } from "./state";
import "./style.css";
import type { Data } from "./types";
import { sent, uploads } from "./uploads";
import { problemLines } from "./words";

const state = loadState();
const data: Data = { status: null, summary: null, preview: null, error: null, weeks: null };
/** The data that each section was made from, so that only sections whose data changed are made again. */
const made = new Map<string, string>();

const heading = el("header", {});
const message = el("p", { class: "message", attributes: { role: "status", "aria-live": "polite" } });
const parts = el("main", {});
const weeks = el("select", { id: "weeks" });

const fold: Fold = (key, open, head, ...body) => {
  const details = el("details", { key, class: "fold" }, el("summary", {}, ...head), ...body);
  details.open = open !== state.toggled.includes(key);
  details.addEventListener("toggle", () => {
    const others = state.toggled.filter((other) => other !== key);
    state.toggled = details.open === open ? others : [...others, key];
    saveState(state);
    // A chart in a collapsed section has no width and so was not drawn.
    if (details.open) redraw(details);
    tidyCharts();
  });
  return details;
};

function redraw(details: HTMLElement): void {
  const section = details.closest<HTMLElement>("[data-section]");
  if (section === null || details.querySelector(".chart:empty") === null) return;
  made.delete(section.dataset["section"] ?? "");
  render();
}

/** Returns how many weeks to show, and updates the choices in the control. */
function chooseWeeks(there: number): number {
  const { shown, offered } = weekChoice(state.weeks, data.weeks, there);
  const key = [shown, ...offered].join(" ");
  if (weeks.dataset["offered"] !== key) {
    weeks.dataset["offered"] = key;
    weeks.replaceChildren(...offered.map((n) => el("option", { attributes: { value: String(n) } }, plural(n, "week"))));
    weeks.value = String(shown);
  }
  return shown;
}

function controls(): HTMLElement {
  const filter = el("input", {
    id: "filter",
    attributes: { type: "search", placeholder: "Program, counter or stack frame", autocomplete: "off", spellcheck: "false" },
  });
  filter.value = state.filter;
  filter.addEventListener("input", () => {
    state.filter = filter.value;
    saveState(state);
    render();
  });
  weeks.addEventListener("change", () => {
    state.weeks = Number(weeks.value);
    saveState(state);
    host?.postMessage({ type: "weeks", weeks: state.weeks });
    render();
  });
  return el(
    "div",
    { class: "controls", attributes: { role: "search", "aria-label": "Search and time range" } },
    el("label", { attributes: { for: "filter" } }, "Filter"),
    filter,
    el("label", { attributes: { for: "weeks" } }, "Show"),
    weeks,
  );
}

function jumps(): HTMLElement {
  const links: [string, string][] = [
    ["week", "This week"],
    ["programs", "Programs"],
    ["crashes", "Crashes"],
    ["upload", "Upload"],
    ["sent", "Uploaded"],
  ];
  const go = (id: string) => {
    const title = document.getElementById(`${id}-title`);
    title?.setAttribute("tabindex", "-1");
    title?.focus();
    title?.scrollIntoView();
  };
  return el(
    "nav",
    { attributes: { "aria-label": "Sections" } },
    ...links.map(([id, title]) => el("button", { attributes: { type: "button" }, onClick: () => go(id) }, title)),
  );
}

function head(): void {
  const { status, summary } = data;
  const mode = status?.mode ?? summary?.mode;
  const text = modeText(status, summary);
  heading.replaceChildren(
    el("h1", {}, "Go telemetry"),
    text === "" ? "" : el("span", { class: `mode ${mode ?? ""}` }, text),
    el("span", { class: "dim" }, summary?.dir ?? ""),
  );
}

/** Makes the section again if its data have changed. */
function section(name: string, from: unknown, make: () => HTMLElement): void {
  const key = JSON.stringify(from);
  if (made.get(name) === key) return;
  made.set(name, key);
  const old = parts.querySelector(`[data-section="${name}"]`);
  const focus = focusKey();
  const node = make();
  node.dataset["section"] = name;
  if (old === null) parts.append(node);
  else old.replaceWith(node);
  restoreFocus(node, focus);
}

function focusKey(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-key]")?.dataset["key"];
}

function restoreFocus(within: HTMLElement, key: string | undefined): void {
  if (key === undefined || document.activeElement !== document.body) return;
  for (const node of within.querySelectorAll<HTMLElement>("[data-key]")) {
    if (node.dataset["key"] === key) node.querySelector("summary")?.focus();
  }
}

function render(): void {
  head();
  message.textContent = data.error ?? (data.summary === null ? "Reading the counters..." : problemsText());
  message.hidden = message.textContent === "";
  if (data.summary === null) return;
  const summary = lastWeeks(data.summary, chooseWeeks(data.summary.weeks.length));
  const shown = filterPrograms(summary.programs, state.filter);
  const { status, preview } = data;
  const states = preview?.weeks.map((week) => [week.state, week.reasons.map(({ code }) => code)]);
  const next = [preview?.nextUpload, preview?.nextWeek, preview?.uploads, states];
  section("week", [summary.weeks, summary.programs.map((p) => p.series), status, next], () =>
    overview(summary, status, preview),
  );
  const none = state.filter.trim() === "" ? nothing(summary.mode) : "Nothing matches the filter.";
  section("programs", [summary.weeks, shown, none], () => programs(shown, summary, fold, none));
  section(
    "crashes",
    shown.map((program) => program.stacks),
    () => crashes(shown, fold),
  );
  section("upload", [preview, state.filter], () => uploads(preview, state.filter, fold));
  section("sent", [preview, state.filter, "sent"], () => sent(preview, state.filter, fold));
  queueMicrotask(tidyCharts);
}

function nothing(mode: string): string {
  const why = mode === "off" ? "The mode is off." : "Go counts when its tools run. Build something to see it here.";
  return `Nothing was counted in the weeks shown. ${why}`;
}

function problemsText(): string {
  const problems = data.summary?.problems ?? [];
  const skipped = problems.length === 0 ? [] : [`Skipped: ${problems.map((p) => `${p.file} (${p.message})`).join("; ")}.`];
  return [...problemLines(data.status, data.preview), ...skipped].join("\n");
}

/** Draws the charts again when the theme changes, because a drawn chart keeps its colors. */
function followTheme(): void {
  const again = () => {
    made.clear();
    render();
  };
  new MutationObserver(again).observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-kind"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new ResizeObserver(tidyCharts).observe(document.body);
}

function start(): void {
  document.getElementById("dashboard")?.replaceChildren(heading, controls(), jumps(), message, parts);
  followTheme();
  const own = document.getElementById("dashboard-data")?.textContent;
  if (own) Object.assign(data, JSON.parse(own));
  render();
  if (host === undefined) return;
  window.addEventListener("message", (event: MessageEvent<{ part: keyof Data; value: never }>) => {
    const { part, value } = event.data;
    if (!(part in data)) return;
    data[part] = value;
    render();
  });
  host.postMessage({ type: "ready", ...(state.weeks > 0 ? { weeks: state.weeks } : {}) });
}

start();
