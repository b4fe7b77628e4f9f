// The section on crashes and internal errors.
import { isOffered, run } from "./actions";
import { buttons } from "./buttons";
import { Fold } from "./fold";
import { plural, times } from "./format";
import type { Shown } from "./filter";
import { Paged } from "./paged";
import type { Stack, Week } from "./types";

export function Crashes({ programs, weeks, filtered }: { programs: readonly Shown[]; weeks: readonly Week[]; filtered: boolean }) {
  const all = programs.flatMap(({ program, stacks }) => stacks.map((stack) => ({ program: program.program, stack })));
  const none = filtered
    ? "No crash matches the filter."
    : `No crashes or internal errors were recorded in the last ${plural(weeks.length, "week")}.`;
  return (
    <section id="crashes" data-section="crashes" aria-labelledby="crashes-title">
      <h2 id="crashes-title" tabIndex={-1}>
        Crashes
      </h2>
      {all.length === 0 && <p class="dim">{none}</p>}
      <Paged items={all} first={10} step={50} one="crash" many="crashes">
        {(shown) => shown.map(({ program, stack }) => <Crash key={keyOf(program, stack)} program={program} stack={stack} />)}
      </Paged>
    </section>
  );
}

const keyOf = (program: string, { name, frames }: Stack) => `stack ${program} ${name} ${frames.join(" ")}`;

function Crash({ program, stack }: { program: string; stack: Stack }) {
  const head = (
    <>
      <code>{stack.name}</code>{" "}
      <span class="dim">{`${program}, ${times(stack.total)}, at ${stack.frames[0] ?? "an unknown location"}`}</span>
    </>
  );
  return (
    <Fold id={keyOf(program, stack)} head={head}>
      {() => (
        <>
          <ol class="frames">
            {stack.frames.map((frame, i) => (
              <li key={i}>
                <code>{frame}</code>
              </li>
            ))}
          </ol>
          {isOffered("copyCrash") && (
            <p class="buttons">
              <button type="button" onClick={() => run("copyCrash", { program, name: stack.name, frames: stack.frames })}>
                {buttons.copyCrash.title}
              </button>
            </p>
          )}
        </>
      )}
    </Fold>
  );
}
