// What one program counted: its runs, what they were for, what else people did, how long
// it took, then flags, internals and versions, each in a fold.
import type { ComponentChildren } from "preact";
import { Chart } from "./chart";
import { Counters, Latencies } from "./counters";
import type { Shown } from "./filter";
import { Fold } from "./fold";
import { number, plural } from "./format";
import { Paged } from "./paged";
import type { Row } from "./select";
import type { Program, Week } from "./types";

export function ProgramBody({ shown: { program, rows, histograms }, weeks }: { shown: Shown; weeks: readonly Week[] }) {
  const { runs, title = program.program } = program;
  const of = (...roles: string[]) => rows.filter(({ role }) => roles.includes(role));
  const uses = of("uses");
  const features = rows.filter(({ role }) => !["runs", "uses", "flags", "internals"].includes(role));
  return (
    <>
      {runs && (
        <Chart
          id={program.program}
          label={`${title} ${runs.unit}`}
          one={runs.unit.replace(/s$/, "")}
          many={runs.unit}
          weeks={weeks}
          series={runs.series}
        />
      )}
      <Part title={usesTitle(program)} rows={uses} weeks={weeks} beneath />
      <Part title="Counted" rows={features} weeks={weeks} />
      {histograms.length > 0 && <h4>Latency</h4>}
      {histograms.length > 0 && <Latencies charts={histograms} />}
      <Closed id={`flags ${program.program}`} title="Flags and settings" rows={of("flags")} weeks={weeks} />
      <Closed id={`internals ${program.program}`} title="Internals" rows={of("internals")} weeks={weeks} />
      <Versions program={program} />
    </>
  );
}

/** The title of the chart of uses without the program's name, which is above it. */
function usesTitle({ charts, title = "" }: Program): string {
  const text = charts.find(({ role }) => role === "uses")?.title ?? "";
  const rest = text.startsWith(`${title}: `) ? text.slice(title.length + 2) : text;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

interface PartProps {
  title: string;
  rows: readonly Row[];
  weeks: readonly Week[];
  beneath?: boolean;
}

function Part({ title, rows, weeks, beneath = false }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <Counters rows={rows} weeks={weeks} beneath={beneath} />
    </>
  );
}

function Closed({ id, title, rows, weeks }: { id: string; title: string; rows: readonly Row[]; weeks: readonly Week[] }) {
  if (rows.length === 0) return null;
  return (
    <Fold id={id} class="plain" head={<Head title={title}>{plural(rows.length, "counter")}</Head>}>
      {() => <Counters rows={rows} weeks={weeks} />}
    </Fold>
  );
}

/** The head of a fold: a title, and how much is in it. */
function Head({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      {title} <span class="dim">{children}</span>
    </>
  );
}

function Versions({ program: { program, title = program, versions, runs } }: { program: Program }) {
  if (versions === null || versions.length === 0) return null;
  const counted = versions.some((version) => typeof version.runs === "number");
  const head = ["Version", "Go", "Platform"];
  return (
    <Fold id={`versions ${program}`} class="plain" head={<Head title="Versions">{plural(versions.length, "version")}</Head>}>
      {() => (
        <Paged items={versions} first={20} step={50} one="version">
          {(shown) => (
            <div class="scroll" tabIndex={0} role="region" aria-label={`Versions of ${title}`}>
              <table>
                <caption class="unseen">{`Versions of ${title}`}</caption>
                <thead>
                  <tr>
                    {head.map((text) => (
                      <th key={text} scope="col">
                        {text}
                      </th>
                    ))}
                    {counted && (
                      <th scope="col" class="number">
                        {runs?.unit === "sessions" ? "Sessions" : "Runs"}
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((v) => (
                    <tr key={`${v.version} ${v.goVersion} ${v.goos} ${v.goarch}`}>
                      <td>{v.version || v.goVersion}</td>
                      <td>{v.goVersion}</td>
                      <td>{`${v.goos}/${v.goarch}`}</td>
                      {counted && <td class="number">{number(v.runs ?? 0)}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Paged>
      )}
    </Fold>
  );
}
