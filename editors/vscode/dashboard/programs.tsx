// The section on the programs, in the server's groups: first those that people run, then
// what the go command starts by itself.
import type { Filtered, Shown } from "./filter";
import { Fold } from "./fold";
import { visible } from "./format";
import { Paged } from "./paged";
import { ProgramBody } from "./program";
import type { Group, Summary } from "./types";

interface ProgramsProps {
  summary: Summary;
  found: Filtered;
}

export function Programs({ summary, found }: ProgramsProps) {
  const by = new Map(found.programs.map((shown) => [shown.program.program, shown]));
  const [main, ...others] = groupsOf(summary)
    .map((group) => ({ group, members: group.programs.flatMap((name) => by.get(name) ?? []) }))
    .filter(({ members }) => members.length > 0);
  return (
    <section id="programs" data-section="programs" aria-labelledby="programs-title">
      <h2 id="programs-title" tabIndex={-1}>
        Programs
      </h2>
      {main === undefined && <p class="dim">No counter matches the filter.</p>}
      {[main, ...others].map((each) => each !== undefined && <Members key={each.group.group} {...each} summary={summary} />)}
    </section>
  );
}

/** An older server has no groups. */
function groupsOf({ groups, programs }: Summary): Group[] {
  return groups ?? [{ group: "", title: "", closed: false, words: "", programs: programs.map(({ program }) => program) }];
}

function Members({ group, members, summary }: { group: Group; members: readonly Shown[]; summary: Summary }) {
  const list = () => (
    <Paged items={members} first={20} step={50} one="program">
      {(shown) => shown.map((each) => <OneProgram key={each.program.program} shown={each} summary={summary} />)}
    </Paged>
  );
  if (!group.closed) return list();
  const head = (
    <>
      <h3>{group.title}</h3> <span class="dim">{group.words}</span>
    </>
  );
  return (
    <Fold id={`group ${group.group}`} head={head}>
      {list}
    </Fold>
  );
}

/** The program whose card is open before the user touches it: the one that all Go developers run. */
const openFirst = "cmd/go";

function OneProgram({ shown, summary }: { shown: Shown; summary: Summary }) {
  const { program, title = program, words = "" } = shown.program;
  const head = (
    <>
      <h3 title={visible(program)}>{visible(title)}</h3>
      {title !== program && <span class="unseen"> ({visible(program)})</span>} <span class="dim">{words}</span>
    </>
  );
  return (
    <Fold id={`program ${program}`} open={program === openFirst} head={head}>
      {() => <ProgramBody shown={shown} weeks={summary.weeks} />}
    </Fold>
  );
}
