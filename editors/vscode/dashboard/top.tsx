// The top of the page: what leaves this machine, and what is wrong.
import { isOffered, run } from "./actions";
import { answer, connection, problems, type Notice } from "./answer";
import { jump } from "./bar";
import { buttons, type ButtonId } from "./buttons";
import { openFold } from "./fold";
import { moment, plural } from "./format";
import { uploadsOf } from "./preview";
import { host } from "./state";
import { data } from "./store";
import { uploadWeeks } from "./uploads";
import { Fold } from "./fold";

export function Top() {
  const given = answer(data);
  const lost = connection(data);
  const warnings = [...(lost === null ? [] : [lost]), ...problems(data.status, data.preview)];
  return (
    <section class={`answer ${given?.warning === true || lost !== null ? "warning" : ""}`} aria-label="What leaves this machine">
      <div role="status">
        {given === null && lost === null && <p class="sentence">Reading Go telemetry...</p>}
        {given !== null && (
          <p class={`sentence ${lost === null ? "" : "stale"}`}>
            <strong>{given.lead}</strong> {given.text}
          </p>
        )}
      </div>
      {given !== null && lost === null && <Buttons ids={given.buttons} first={warnings.length === 0} />}
      {warnings.map((notice) => (
        <Warning key={notice.key} notice={notice} />
      ))}
      <Skipped />
      {host === undefined && <Standalone />}
    </section>
  );
}

function Warning({ notice: { text, hint, buttons: ids } }: { notice: Notice }) {
  return (
    <div class="problem" role="status">
      <p>
        {text} {hint}
      </p>
      <Buttons ids={ids} />
    </div>
  );
}

/** @param first whether the first button is the one to press */
function Buttons({ ids, first = true }: { ids: readonly ButtonId[]; first?: boolean }) {
  const offered = ids.filter(isOffered);
  if (offered.length === 0) return null;
  return (
    <p class="buttons">
      {offered.map((id, i) => (
        <button key={id} type="button" class={first && i === 0 ? "first" : ""} onClick={() => (id === "preview" ? showNext() : run(id))}>
          {buttons[id].title}
        </button>
      ))}
    </p>
  );
}

/** Opens the week of the next upload. */
function showNext(): void {
  const { week } = uploadsOf(data.status, data.preview);
  if (week === null) return;
  openFold(uploadWeeks);
  openFold(`upload ${week}`);
  // The list shows that week once the page is drawn.
  requestAnimationFrame(() => jump(`upload-${week}`));
}

/** The files that the numbers leave out. */
function Skipped() {
  const files = data.summary?.problems ?? [];
  if (files.length === 0) return null;
  return (
    <Fold id="skipped" class="plain" head={`${plural(files.length, "file was", "files were")} skipped`}>
      {() => (
        <ul>
          {files.slice(0, 100).map(({ file, message }) => (
            <li key={file}>
              {file}: {message}
            </li>
          ))}
        </ul>
      )}
    </Fold>
  );
}

/** What a page in a browser can say of itself. */
function Standalone() {
  const made = data.made === null ? "" : `As of ${moment(data.made)}. `;
  return <p class="dim">{made}To switch the mode, run go telemetry on, local or off.</p>;
}
