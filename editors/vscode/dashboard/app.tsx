// The page. Order: what leaves this machine, uploads, this week, programs, crashes.
import { useMemo } from "preact/hooks";
import { connection } from "./answer";
import { Bar } from "./bar";
import { Crashes } from "./crashes";
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
    ...(counted ? ([["programs", "Programs"] as const, ["crashes", "Crashes"] as const] as const) : []),
  ];
  return (
    <>
      <Bar sections={sections} found={searched && shown !== null ? found : null} />
      <main>
        <Top />
        <div class={connection(data) === null ? "" : "stale"}>
          {hasUploads(data) && <Uploads />}
          {shown === null ? <p class="dim">Reading the counters...</p> : <ThisWeek summary={shown} />}
          {shown !== null && counted && <Counted summary={shown} found={found} searched={searched} />}
        </div>
      </main>
      <Footer />
    </>
  );
}

function Counted({ summary, found, searched }: { summary: Summary; found: Filtered; searched: boolean }) {
  return (
    <>
      <Programs summary={summary} found={found} />
      <Crashes programs={found.programs} weeks={summary.weeks} filtered={searched} />
    </>
  );
}
