// The bar that stays at the top: the title, the mode, the filter, how many weeks, and
// jumps to the sections.
import { useEffect, useRef, useState } from "preact/hooks";
import { number, plural } from "./format";
import { weekChoice } from "./select";
import { host } from "./state";
import { choose, data, state } from "./store";
import { modeText } from "./answer";

/** How long the user must stop typing before the filter works: a frame, because filtering takes less. */
const settleMs = 16;

interface BarProps {
  sections: readonly (readonly [id: string, title: string])[];
  /** What the filter leaves; null without words in it. */
  found: { matching: number; all: number } | null;
}

export function Bar({ sections, found }: BarProps) {
  const mode = data.status?.mode ?? data.summary?.mode ?? "";
  return (
    <header class="bar">
      <div class="title">
        <h1>Go telemetry</h1>
        {mode !== "" && <span class={`mode ${mode}`}>{modeText(data.status, data.summary)}</span>}
      </div>
      <div class="controls" role="search" aria-label="Counters and time range">
        <Filter />
        <Weeks there={data.summary?.weeks.length ?? 0} />
        <span class="found" role="status">
          {found !== null && (found.matching === 0 ? "No counter matches" : `${number(found.matching)} of ${plural(found.all, "counter")}`)}
        </span>
      </div>
      <nav aria-label="Sections">
        {sections.map(([id, title]) => (
          <button key={id} type="button" onClick={() => jump(`${id}-title`)}>
            {title}
          </button>
        ))}
      </nav>
    </header>
  );
}

/** Moves the focus to an element, which then is in sight. */
export function jump(id: string): void {
  const target = document.getElementById(id);
  target?.focus();
  target?.scrollIntoView();
}

function Filter() {
  const [text, setText] = useState(state.filter);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => choose({ filter: value }), settleMs);
  };
  return (
    <div class="field">
      <label for="filter">Filter</label>
      <input
        id="filter"
        type="search"
        placeholder="Counters"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => typed(event.currentTarget.value)}
      />
    </div>
  );
}

function Weeks({ there }: { there: number }) {
  const { shown, offered } = weekChoice(state.weeks, data.weeks, there);
  const change = (weeks: number) => {
    choose({ weeks });
    host?.postMessage({ type: "weeks", weeks });
  };
  return (
    <div class="field">
      <label for="weeks">Show</label>
      <select id="weeks" value={String(shown)} onChange={(event) => change(Number(event.currentTarget.value))}>
        {offered.map((weeks) => (
          <option key={weeks} value={String(weeks)}>
            {plural(weeks, "week")}
          </option>
        ))}
      </select>
    </div>
  );
}
