// The section on this week: what ran, in words, and earlier weeks, which may be months ago.
import { weekName } from "./axis";
import { Fold } from "./fold";
import { Paged } from "./paged";
import type { Summary, Week } from "./types";

export function ThisWeek({ summary: { thisWeek, weeks, mode, programs } }: { summary: Summary }) {
  const earlier = weeks.filter(({ state, words = "" }) => state !== "collecting" && words !== "").reverse();
  return (
    <section id="week" data-section="week" aria-labelledby="week-title">
      <h2 id="week-title" tabIndex={-1}>
        This week
      </h2>
      <p>{programs.length === 0 ? nothing(mode) : (thisWeek ?? "")}</p>
      {earlier.length > 0 && (
        <Fold id="earlier weeks" class="plain" head="Earlier weeks">
          {() => <Earlier weeks={earlier} />}
        </Fold>
      )}
    </section>
  );
}

function Earlier({ weeks }: { weeks: readonly Week[] }) {
  return (
    <Paged items={weeks} first={8} step={26} one="week">
      {(shown) => (
        <dl class="facts">
          {shown.map((week) => (
            <div key={week.week}>
              <dt>{weekName(week)}</dt>
              <dd>{week.words}</dd>
            </div>
          ))}
        </dl>
      )}
    </Paged>
  );
}

function nothing(mode: string): string {
  const why = mode === "off" ? "The mode is off." : "Go counts when its tools run. Build something to see it here.";
  return `Nothing was counted in the weeks shown. ${why}`;
}
