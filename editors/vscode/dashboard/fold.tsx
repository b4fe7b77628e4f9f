// Parts of the page that open and close. What is inside is made when a fold opens, and
// goes when it closes, so that a page with two years of data stays small.
import type { ComponentChildren } from "preact";
import { choose, state } from "./store";

interface FoldProps {
  /** The key under which the page remembers the fold. */
  id: string;
  /** Whether it is open before the user touches it. */
  open?: boolean;
  class?: string;
  head: ComponentChildren;
  children: () => ComponentChildren;
}

export function isOpen(id: string, open = false): boolean {
  return state.folds[id] ?? open;
}

export function openFold(id: string, open = true): void {
  choose({ folds: { ...state.folds, [id]: open } });
}

export function Fold({ id, open = false, class: kind = "fold", head, children }: FoldProps) {
  const shown = isOpen(id, open);
  const toggle = (event: { currentTarget: HTMLDetailsElement }) => {
    if (event.currentTarget.open !== isOpen(id, open)) openFold(id, event.currentTarget.open);
  };
  return (
    <details class={kind} data-key={id} open={shown} onToggle={toggle}>
      <summary>{head}</summary>
      {shown && <div class="body">{children()}</div>}
    </details>
  );
}
