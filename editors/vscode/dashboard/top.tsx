// The top of the page: what leaves this machine, and what is wrong.
import { answer, connection, problems, type Notice } from "./answer";
import { Buttons } from "./buttonRow";
import { moment, plural } from "./format";
import { host } from "./state";
import { data } from "./store";
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
