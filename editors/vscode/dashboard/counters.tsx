// The counters of a program: the name over its bar, the number beside it, and a small
// line of its weeks. Code names are for hovering and for screen readers.
import { number, visible } from "./format";
import { Paged } from "./paged";
import type { Row } from "./select";
import { Sparkline } from "./spark";
import type { Chart, Week } from "./types";

interface CountersProps {
  rows: readonly Row[];
  weeks: readonly Week[];
  /** Whether the title of the chart stands above all rows. */
  beneath?: boolean;
}

export function Counters({ rows, weeks, beneath = false }: CountersProps) {
  const largest = Math.max(...rows.map((row) => row.total), 1);
  return (
    <Paged items={rows} first={10} step={50} one="counter">
      {(shown) => (
        <ul class="counters">
          {shown.map((row) => (
            <Counter key={row.name} row={row} title={beneath ? row.short : row.title} weeks={weeks} largest={largest} />
          ))}
        </ul>
      )}
    </Paged>
  );
}

function Counter({ row, title, weeks, largest }: { row: Row; title: string; weeks: readonly Week[]; largest: number }) {
  return (
    <li>
      <span class="name" title={visible(row.name)}>
        {visible(title)}
        {title !== row.name && <span class="unseen"> ({visible(row.name)})</span>}
        <span class="line" style={{ width: `${(row.total / largest) * 100}%` }} />
      </span>
      <Sparkline label={visible(title)} weeks={weeks} series={row.series} />
      <span class="number">{number(row.total)}</span>
    </li>
  );
}

export function Latencies({ charts }: { charts: readonly Chart[] }) {
  return (
    <Paged items={charts} first={8} step={50} one="operation">
      {(shown) => (
        <div class="scroll" tabIndex={0} role="region" aria-label="Latencies">
          <table>
            <caption class="unseen">Latencies</caption>
            <thead>
              <tr>
                <th scope="col">Operation</th>
                {["50% within", "90% within", "99% within", "Measurements"].map((title) => (
                  <th key={title} scope="col" class="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, title, percentiles, total }) => (
                <tr key={name}>
                  <td title={visible(name)}>{visible(title)}</td>
                  <td class="number">{percentiles?.p50 ?? "unknown"}</td>
                  <td class="number">{percentiles?.p90 ?? "unknown"}</td>
                  <td class="number">{percentiles?.p99 ?? "unknown"}</td>
                  <td class="number">{number(total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Paged>
  );
}
