// The counters of one week: those that would be uploaded or were, and those that stay on
// this machine, with the reasons.
import { Fragment, type ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { matcher } from "./filter";
import { Fold } from "./fold";
import { number, plural, sentence, weekDays } from "./format";
import { Paged } from "./paged";
import { byReason, reportLines, type Line, type Withheld } from "./preview";
import { closeDetail, data, detailOf, openDetail, state } from "./store";
import type { PreviewWeek } from "./types";
import { firstLine, sampledText } from "./words";

type Matches = ReturnType<typeof matcher>;

export function WeekReport({ week }: { week: PreviewWeek }) {
  useEffect(() => {
    openDetail(week.week);
    return () => closeDetail(week.week);
  }, [week.week]);
  const detail = typeof week.withheld === "number" ? detailOf(week.week) : week;
  return (
    <>
      <Reasons week={week} />
      {detail === undefined ? <p class="dim">Reading the counters of this week...</p> : <Counters week={detail} />}
    </>
  );
}

function Reasons({ week: { reasons } }: { week: PreviewWeek }) {
  if (reasons.length === 0) return null;
  return (
    <ul>
      {reasons.map(({ code, message }) => (
        <li key={code}>{sentence(message)}</li>
      ))}
    </ul>
  );
}

function Counters({ week }: { week: PreviewWeek }) {
  const { report, withheld, sampled } = week;
  const lines = useMemo(() => (report === null || typeof report === "number" ? [] : reportLines(report)), [report]);
  const groups = useMemo(() => (typeof withheld === "number" ? [] : byReason(withheld)), [withheld]);
  const matches = matcher(state.filter);
  const found = lines.filter((line) => holds(matches, line));
  const title = week.state === "sent" ? "Uploaded" : "Approved";
  return (
    <div class="beside">
      <Column title={title} text={report === null ? "Unknown without the upload config." : amountText(found.length, lines.length)}>
        {found.length > 0 && <LineTable caption={`${title}, ${weekDays(week.week)}`} lines={found} />}
        {typeof sampled !== "number" && sampled.length > 0 && <p class="dim">{sampledText(sampled)}</p>}
      </Column>
      {(groups.length > 0 || week.state !== "sent") && (
        <Column title="Withheld" text={withheldText(week, groups, matches)}>
          {groups.map((group) => (
            <WithheldGroup key={group.reason} week={week.week} group={group} matches={matches} />
          ))}
        </Column>
      )}
    </div>
  );
}

function withheldText({ report }: PreviewWeek, groups: readonly Withheld[], matches: Matches): string {
  const all = groups.flatMap(({ lines }) => lines);
  if (all.length === 0 && report === null && data.preview?.config === null) return "Unknown.";
  return amountText(all.filter((line) => holds(matches, line)).length, all.length);
}

function amountText(found: number, all: number): string {
  return found === all ? plural(all, "counter") : `${number(found)} of ${plural(all, "counter")}`;
}

function Column({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <div>
      <h4>
        {title} <span class="dim">{text}</span>
      </h4>
      {children}
    </div>
  );
}

/** One row for all counters that stay for the same reason, which opens to show them. */
function WithheldGroup({ week, group, matches }: { week: string; group: Withheld; matches: Matches }) {
  const found = group.lines.filter((line) => holds(matches, line));
  if (found.length === 0) return null;
  const reason = group.reason.replaceAll("-", " ");
  const head = (
    <>
      {reason.charAt(0).toUpperCase() + reason.slice(1)} <span class="dim">{amountText(found.length, group.lines.length)}</span>
    </>
  );
  return (
    <Fold id={`withheld ${week} ${group.reason}`} class="plain" head={head}>
      {() => <LineTable caption={`Withheld: ${reason}`} lines={found} />}
    </Fold>
  );
}

function LineTable({ caption, lines }: { caption: string; lines: readonly Line[] }) {
  return (
    <Paged items={lines} first={12} step={100} one="counter">
      {(shown) => (
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Counter</th>
              <th scope="col" class="number">
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ program, counter, value }, i) => (
              <Fragment key={`${program} ${counter}`}>
                {program !== shown[i - 1]?.program && (
                  <tr>
                    <th class="group" scope="rowgroup" colspan={2}>
                      {program}
                    </th>
                  </tr>
                )}
                <tr>
                  <td>{firstLine(counter)}</td>
                  <td class="number">{number(value)}</td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </Paged>
  );
}

function holds(matches: Matches, { program, counter }: Line): boolean {
  return matches(`${program} ${counter}`.toLowerCase());
}
