// The texts of a cleanup of local data: what it would delete, and what it deleted.
import { size } from "./words";

/** The result of telemetry-ls.clean. */
export interface Cleaning {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly note: string | null }[];
  readonly bytes: number;
  readonly deleted: boolean;
  readonly problems: readonly { readonly file: string; readonly code: string; readonly message: string }[];
}

const dayMs = 86_400_000;

/** Go doesn't upload data that is older. */
const keptDays = 21;

/** Weeks that end before this day are old. Computed once, so that the deleted files are the ones shown. */
export function oldBefore(now: number): string {
  return new Date(now - keptDays * dayMs).toISOString().slice(0, 10);
}

/** The maximum number of files, or problems, that a message lists. */
const named = 15;

/** The question; `detail` lists the files, first those whose deletion has consequences. */
export function question(plan: Cleaning): { message: string; detail: string } {
  const files = [...plan.files].sort((a, b) => Number(b.note !== null) - Number(a.note !== null));
  const lines = files.map(({ path, bytes, note }) => `${path} (${size(bytes)}${note === null ? "" : `, ${note}`})`);
  const parts = [list(lines), ...problemLines(plan), "You can't undo this. The mode doesn't change."];
  return { message: `Delete ${count(plan.files.length)} of old Go telemetry data (${size(plan.bytes)})?`, detail: parts.join("\n\n") };
}

/** The result; a warning if something is left. */
export function outcome(done: Cleaning): { message: string; warning: boolean } {
  const kept = done.problems.some(({ code }) => code === "kept");
  const deleted = done.deleted || kept ? deletedText(done) : "nothing to delete: no local data is old enough.";
  const problems = done.problems.slice(0, 3).map(({ file, message }) => `${file}: ${message}.`);
  const more = done.problems.length > 3 ? [`And ${done.problems.length - 3} more.`] : [];
  return { message: [`Go telemetry: ${deleted}`, ...problems, ...more].join(" "), warning: done.problems.length > 0 };
}

function deletedText({ files, bytes }: Cleaning): string {
  return files.length === 0 ? "nothing deleted." : `${count(files.length)} deleted (${size(bytes)}).`;
}

function problemLines({ problems }: Cleaning): string[] {
  if (problems.length === 0) return [];
  return [`Skipped:\n${list(problems.map(({ file, message }) => `${file}: ${message}`))}`];
}

function list(lines: readonly string[]): string {
  const more = lines.length > named ? [`and ${lines.length - named} more`] : [];
  return [...lines.slice(0, named), ...more].join("\n");
}

function count(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
