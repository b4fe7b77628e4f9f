// The bar chart of a program's runs. It is SVG with the page's colors, so that it follows
// every theme and zoom by itself; its bars are two paths, however many weeks there are.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { chartSentence, loneWeek, valueTicks, weekName, weekTicks } from "./axis";
import { Fold } from "./fold";
import { number, plural, short } from "./format";
import { Paged } from "./paged";
import type { Week } from "./types";

interface ChartProps {
  /** The key under which the page remembers whether the numbers are open. */
  id: string;
  label: string;
  one: string;
  many: string;
  weeks: readonly Week[];
  series: readonly number[];
}

export function Chart(props: ChartProps) {
  const { weeks, series, one, many } = props;
  const lone = loneWeek(weeks, series, one, many);
  if (lone !== undefined) return <p>{lone}</p>;
  return (
    <div class="chartbox">
      <Bars {...props} />
      <Fold id={`numbers ${props.id}`} class="numbers" head="Numbers">
        {() => <NumbersTable {...props} />}
      </Fold>
    </div>
  );
}

const height = 140;
const margin = { top: 8, right: 2, bottom: 32, left: 40 };

function Bars({ label, one, many, weeks, series }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const hatch = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const last = weeks.length - 1;
  const ticks = valueTicks(Math.max(...series, 0));
  const most = Math.max(ticks.at(-1) ?? 0, 1);
  const inner = Math.max(width - margin.left - margin.right, 1);
  const slot = inner / weeks.length;
  const bar = Math.min(slot * 0.7, 40);
  const middle = (i: number) => margin.left + (i + 0.5) * slot;
  const labelX = (i: number) => Math.min(Math.max(middle(i), margin.left + 14), width - 22);
  const bottom = height - margin.bottom;
  const y = (value: number) => bottom - (value / most) * (bottom - margin.top);
  const rect = (i: number) => `M${round(middle(i) - bar / 2)} ${bottom}v${round(y(series[i] ?? 0) - bottom)}h${round(bar)}V${bottom}z`;
  const all = weeks.map((_, i) => i);
  const running = all.filter((i) => weeks[i]?.state === "collecting");
  const shown = pointed === null ? last : Math.min(pointed, last);
  const week = weeks[shown];
  return (
    <>
      <div
        ref={box}
        class="chart"
        role="img"
        tabIndex={0}
        aria-label={chartSentence(label, weeks, series)}
        onMouseMove={(event) => {
          const x = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left;
          setPointed(Math.min(Math.max(Math.floor(x / slot), 0), last));
        }}
        onMouseLeave={() => setPointed(null)}
        onFocus={() => setPointed(shown)}
        onBlur={() => setPointed(null)}
        onKeyDown={(event) => {
          const to = moved(event.key, shown, last);
          if (to === undefined) return;
          event.preventDefault();
          setPointed(to);
        }}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            <Hatch id={hatch} />
            {ticks.map((value) => (
              <g key={value}>
                <path class="grid" d={`M${margin.left} ${round(y(value)) + 0.5}h${round(inner)}`} />
                <text x={margin.left - 6} y={y(value) + 4} text-anchor="end">
                  {short(value)}
                </text>
              </g>
            ))}
            {pointed !== null && (
              <rect class="pointed" x={middle(shown) - slot / 2} y={margin.top} width={slot} height={bottom - margin.top} />
            )}
            <path
              class="bars"
              d={all
                .filter((i) => !running.includes(i))
                .map(rect)
                .join("")}
            />
            <path class="running" fill={`url(#${hatch})`} d={running.map(rect).join("")} />
            {weekTicks(weeks, inner).map(({ index, text, year }) => (
              <text key={index} y={bottom + 14} text-anchor="middle">
                <tspan x={labelX(index)}>{text}</tspan>
                {year !== "" && (
                  <tspan x={labelX(index)} dy="13">
                    {year}
                  </tspan>
                )}
              </text>
            ))}
          </svg>
        )}
      </div>
      <p class="reading" aria-live={pointed === null ? "off" : "polite"}>
        {week !== undefined && (
          <>
            <strong>{plural(series[shown] ?? 0, one, many)}</strong> {weekName(week)}
          </>
        )}
      </p>
    </>
  );
}

/** The pattern of the running week. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="3" height="6" />
      </pattern>
    </defs>
  );
}

/** The week that a key moves to. */
function moved(key: string, from: number, last: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return Math.max(from - 1, 0);
    case "ArrowRight":
      return Math.min(from + 1, last);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

const round = (value: number) => +value.toFixed(1);

/** The width of an element, which changes with the window. */
function useWidth(of: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = of;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    setWidth(current.clientWidth);
    return () => observer.disconnect();
  }, [of]);
  return width;
}

function NumbersTable({ label, many, weeks, series }: ChartProps) {
  const rows = weeks.map((week, i) => ({ week, value: series[i] ?? 0 })).reverse();
  return (
    <Paged items={rows} first={26} step={26} one="week">
      {(shown) => (
        <table>
          <caption class="unseen">{label}</caption>
          <thead>
            <tr>
              <th scope="col">Week</th>
              <th scope="col" class="number">
                {many.charAt(0).toUpperCase() + many.slice(1)}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ week, value }) => (
              <tr key={week.week}>
                <td>{weekName(week)}</td>
                <td class="number">{number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Paged>
  );
}
