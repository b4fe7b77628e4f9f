// A row of buttons, those that the page can offer.
import { isOffered, run } from "./actions";
import { jump } from "./bar";
import { buttons, switching, type ButtonId } from "./buttons";
import { openFold } from "./fold";
import { uploadsOf } from "./preview";
import { data } from "./store";
import { uploadWeeks } from "./uploads";

/** @param first whether the first button stands out, unless it switches the mode */
export function Buttons({ ids, first = true }: { ids: readonly ButtonId[]; first?: boolean }) {
  const offered = ids.filter(isOffered);
  if (offered.length === 0) return null;
  return (
    <p class="buttons">
      {offered.map((id, i) => (
        <button
          key={id}
          type="button"
          class={first && i === 0 && !switching.has(id) ? "first" : ""}
          onClick={() => (id === "preview" ? showNext() : run(id))}
        >
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
