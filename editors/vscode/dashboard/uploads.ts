// The sections on uploads: what would be uploaded and what would be withheld, then
// what was uploaded.
import { count, el, groupedTable, plural } from "./dom";
import type { Fold } from "./programs";
import type { Preview, PreviewWeek, Report } from "./types";
import { firstLine, noUpload, sampledText, uploadIntro, verdict } from "./words";

export function uploads(preview: Preview | null, filter: string, fold: Fold): HTMLElement {
  const weeks = preview?.weeks.filter((week) => week.state !== "sent").reverse() ?? [];
  return el(
    "section",
    { id: "upload", attributes: { "aria-labelledby": "upload-title" } },
    el("h2", { id: "upload-title" }, "What would be uploaded"),
    el("p", { class: "dim" }, uploadIntro(preview)),
    preview !== null && weeks.length === 0 && el("p", { class: "dim" }, "No week has anything to upload yet."),
    ...weeks.map((week, i) => weekPart(week, preview?.config ?? null, filter, fold, i === 0)),
  );
}

function weekPart(week: PreviewWeek, config: Preview["config"], filter: string, fold: Fold, open: boolean): HTMLElement {
  const approved = reportRows(week.report, filter);
  const withheld = week.withheld.filter((item) => holds(filter, item.program, item.counter, item.reason));
  return fold(
    `upload ${week.week}`,
    open,
    [el("h3", {}, `Week ending ${week.week}`), el("span", { class: "dim" }, verdict(week, config))],
    week.reasons.length > 0 && el("ul", {}, ...week.reasons.map((reason) => el("li", {}, reason.message))),
    el(
      "div",
      { class: "beside" },
      column(
        "Approved",
        week.report === null ? "Unknown without the upload config." : plural(approved.length, "counter"),
        approved.length > 0 && byProgram(`Approved, week ending ${week.week}`, ["Counter", "Value"], approved),
      ),
      column(
        "Withheld",
        week.report === null && withheld.length === 0 ? "Unknown." : plural(withheld.length, "counter"),
        withheld.length > 0 &&
          byProgram(
            `Withheld, week ending ${week.week}`,
            ["Counter", "Value", "Reason"],
            withheld.map((item) => [
              programName(item.program, item.version),
              firstLine(item.counter),
              count(item.value),
              item.reason.replaceAll("-", " "),
            ]),
          ),
      ),
    ),
    week.sampled.length > 0 && el("p", { class: "dim" }, sampledText(week.sampled)),
  );
}

function column(title: string, text: string, body: Node | false): HTMLElement {
  return el("div", {}, el("h4", {}, title), el("p", { class: "dim" }, text), body);
}

export function sent(preview: Preview | null, filter: string, fold: Fold): HTMLElement {
  const weeks = preview?.weeks.filter((week) => week.state === "sent").reverse() ?? [];
  return el(
    "section",
    { id: "sent", attributes: { "aria-labelledby": "sent-title" } },
    el("h2", { id: "sent-title" }, "What was uploaded"),
    weeks.length === 0 && el("p", { class: "dim" }, noUpload),
    ...weeks.map((week) => {
      const rows = reportRows(week.report, filter);
      return fold(
        `sent ${week.week}`,
        false,
        [el("h3", {}, `Week ending ${week.week}`), el("span", { class: "dim" }, plural(rows.length, "counter"))],
        byProgram(`Uploaded for the week ending ${week.week}`, ["Counter", "Value"], rows),
      );
    }),
  );
}

/** Makes a table with a group of rows for each program. The first cell of each row names the program. */
function byProgram(caption: string, head: string[], rows: string[][]): HTMLElement {
  const groups = new Map<string, string[][]>();
  for (const [program = "", ...cells] of rows) groups.set(program, [...(groups.get(program) ?? []), cells]);
  return groupedTable(caption, head, groups, [1]);
}

function programName(program: string, version = ""): string {
  return version === "" ? program : `${program}@${version}`;
}

function reportRows(report: Report | null, filter: string): string[][] {
  const rows: string[][] = [];
  for (const program of report?.Programs ?? []) {
    const name = programName(program.Program, program.Version);
    for (const [counter, value] of Object.entries({ ...program.Counters, ...program.Stacks })) {
      if (holds(filter, name, counter)) rows.push([name, firstLine(counter), count(value)]);
    }
  }
  return rows;
}

function holds(filter: string, ...texts: string[]): boolean {
  const all = texts.join(" ").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
