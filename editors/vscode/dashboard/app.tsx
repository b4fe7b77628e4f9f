// The page. Order: what leaves this machine, uploads, this week, programs, crashes.
import { useMemo } from "preact/hooks";
import { connection } from "./answer";
import { Bar } from "./bar";
import { Crashes, hasCrashes } from "./crashes";
import { filtered, indexed, type Filtered } from "./filter";
import { Footer } from "./footer";
import { Programs } from "./programs";
import { lastWeeks, weekChoice } from "./select";
import { data, state } from "./store";
import { Top } from "./top";
import type { Summary } from "./types";
import { hasUploads, Uploads } from "./uploads";
import { ThisWeek } from "./week";

export function App() {
  const { summary, weeks } = data;
  const { shown: length } = weekChoice(state.weeks, weeks, summary?.weeks.length ?? 0);
  const shown = useMemo(() => (summary === null ? null : lastWeeks(summary, length)), [summary, length]);
  const index = useMemo(() => indexed(shown?.programs ?? []), [shown]);
  const found = useMemo(() => filtered(index, state.filter), [index, state.filter]);
  const searched = state.filter.trim() !== "";
  const counted = index.length > 0;
  const sections = [
    ...(hasUploads(data) ? [["uploads", "Uploads"] as const] : []),
    ["week", "This week"] as const,
    ...(counted ? [["programs", "Programs"] as const] : []),
    ...(shown !== null && hasCrashes(shown) ? [["crashes", "Crashes"] as const] : []),
  ];
  return (
    <>
      <Bar sections={sections} found={searched && shown !== null ? found : null} />
      <main>
        <Top />
        <div class={connection(data) === null ? "" : "stale"}>
          {hasUploads(data) && <Uploads />}
          {shown === null ? <p class="dim">Reading the counters...</p> : <ThisWeek summary={shown} />}
          {shown !== null && counted && <Counted summary={shown} found={found} />}
        </div>
      </main>
      <Footer />
    </>
  );
}

function Counted({ summary, found }: { summary: Summary; found: Filtered }) {
  return (
    <>
      <Programs summary={summary} found={found} />
      {hasCrashes(summary) ? (
        <Crashes programs={found.programs} />
      ) : (
        <p class="dim">No crashes or internal errors were recorded in the weeks shown.</p>
      )}
    </>
  );
}
