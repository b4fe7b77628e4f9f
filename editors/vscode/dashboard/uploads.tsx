// The section on uploads: the next, the last, those that wait, then each week.
import { Buttons } from "./buttonRow";
import { Fold } from "./fold";
import { day, plural, weekDays } from "./format";
import { Paged } from "./paged";
import { uploadsOf } from "./preview";
import { data } from "./store";
import type { Data, Preview, PreviewWeek, Status } from "./types";
import { WeekReport } from "./weekReport";
import { uploadIntro, verdict } from "./words";

/** The fold of all weeks. */
export const uploadWeeks = "upload weeks";

const firstWeeks = 8;
const moreWeeks = 26;

/** Whether there is anything to say: an upload that was or will be, or a week. */
export function hasUploads({ preview }: Pick<Data, "preview">): boolean {
  return preview === null || preview.mode === "on" || preview.weeks.length > 0 || (preview.uploads?.lastWeek ?? null) !== null;
}

export function Uploads() {
  const { preview, status } = data;
  return (
    <section id="uploads" data-section="uploads" aria-labelledby="uploads-title">
      <h2 id="uploads-title" tabIndex={-1}>
        Uploads
      </h2>
      {preview === null ? <p class="dim">Reading what would be uploaded...</p> : <Known preview={preview} status={status} />}
    </section>
  );
}

function Known({ preview, status }: { preview: Preview; status: Status | null }) {
  return (
    <>
      <Facts preview={preview} status={status} />
      {preview.weeks.length > 0 && (
        <Fold id={uploadWeeks} class="plain" head={preview.mode === "on" ? "Week by week" : "Preview: what would be uploaded"}>
          {() => <Weeks preview={preview} status={status} />}
        </Fold>
      )}
    </>
  );
}

function Weeks({ preview, status }: { preview: Preview; status: Status | null }) {
  const { week } = uploadsOf(status, preview);
  const weeks = [...preview.weeks].reverse();
  // The week that is uploaded next is among the first, so that Preview can show it.
  const next = preview.mode === "on" ? weeks.findIndex((other) => other.week === week) : -1;
  return (
    <>
      <p class="dim">{uploadIntro(preview)}</p>
      {(preview.config === null || preview.config.stale === true) && <Buttons ids={["downloadConfig"]} first={false} />}
      <Paged items={weeks} first={Math.max(firstWeeks, next + 1)} step={moreWeeks} one="week">
        {(shown) => shown.map((each) => <UploadWeek key={each.week} week={each} />)}
      </Paged>
    </>
  );
}

/** The next, last and waiting uploads, and since when there are any; only what there is. */
function Facts({ preview, status }: { preview: Preview; status: Status | null }) {
  const { date, week } = uploadsOf(status, preview);
  const { lastWeek = null, lastAt = null, waiting = [] } = preview.uploads ?? {};
  const on = preview.mode === "on";
  const last = lastWeek ?? preview.weeks.findLast(({ state }) => state === "sent")?.week ?? null;
  return (
    <dl class="facts">
      {on && date !== null && <Fact title="Next" text={`${day(date)} at the earliest${week === null ? "" : `, for ${weekDays(week)}`}`} />}
      {on && status?.supported !== false && <Fact title="To" text="telemetry.go.dev, where the reports are published" />}
      {/* "accepted" because a refused upload leaves no record. */}
      {last !== null && <Fact title="Last" text={`${weekDays(last)}${lastAt === null ? "" : `, accepted ${day(lastAt)}`}`} />}
      {on && waiting.length > 0 && (
        <Fact title="Waiting" text={`${plural(waiting.length, "report")}: ${named(waiting.map((report) => weekDays(report.week)))}`} />
      )}
      {on && preview.since !== null && <Fact title="Turned on" text={day(preview.since)} />}
    </dl>
  );
}

/** The first of many texts. */
function named(texts: readonly string[]): string {
  const most = 4;
  const more = texts.length - most;
  return texts.slice(0, most).join(", ") + (more > 0 ? ` and ${plural(more, "more week")}` : "");
}

function Fact({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function UploadWeek({ week }: { week: PreviewWeek }) {
  const head = (
    <>
      <h3 id={`upload-${week.week}`} tabIndex={-1}>
        {weekDays(week.week)}
      </h3>
      <span class="dim">{verdict(week)}</span>
    </>
  );
  return (
    <Fold id={`upload ${week.week}`} head={head}>
      {() => <WeekReport week={week} />}
    </Fold>
  );
}
