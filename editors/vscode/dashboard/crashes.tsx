// The section on crashes and internal errors.
import { isOffered, run } from "./actions";
import { buttons } from "./buttons";
import { Fold } from "./fold";
import { times, visible } from "./format";
import type { Shown } from "./filter";
import { Paged } from "./paged";
import type { Stack, Summary } from "./types";

export function hasCrashes({ programs }: Summary): boolean {
  return programs.some(({ stacks }) => stacks.length > 0);
}

/** @param programs what the filter leaves */
export function Crashes({ programs }: { programs: readonly Shown[] }) {
  const all = programs.flatMap(({ program, stacks }) => stacks.map((stack) => ({ program: program.program, stack })));
  return (
    <section id="crashes" data-section="crashes" aria-labelledby="crashes-title">
      <h2 id="crashes-title" tabIndex={-1}>
        Crashes
      </h2>
      {all.length === 0 && <p class="dim">No crash matches the filter.</p>}
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
      <code>{visible(stack.name)}</code>{" "}
      <span class="dim">{visible(`${program}, ${times(stack.total)}, at ${stack.frames[0] ?? "an unknown location"}`)}</span>
    </>
  );
  return (
    <Fold id={keyOf(program, stack)} head={head}>
      {() => (
        <>
          <ol class="frames">
            {stack.frames.map((frame, i) => (
              <li key={i}>
                <code>{visible(frame)}</code>
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
