// A long list, of which the page holds only as many items as the user asked for.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { plural } from "./format";

interface PagedProps<T> {
  items: readonly T[];
  /** How many to show before the user asks for more. */
  first: number;
  step: number;
  one: string;
  many?: string;
  /** Makes the list of the items that are shown. */
  children: (shown: readonly T[]) => ComponentChildren;
}

export function Paged<T>({ items, first, step, one, many = `${one}s`, children }: PagedProps<T>) {
  const [limit, setLimit] = useState(first);
  const box = useRef<HTMLDivElement>(null);
  const left = items.length - limit;
  const more = () => {
    setLimit(limit + step);
    // The button goes with the last items: keep the focus near them.
    if (left <= step) box.current?.focus();
  };
  return (
    <div ref={box} tabIndex={-1} class="paged">
      {children(items.slice(0, limit))}
      {left > 0 && (
        <button type="button" class="more" onClick={more}>
          {left <= step ? `Show ${plural(left, `more ${one}`, `more ${many}`)}` : `Show ${step} more of ${plural(left, one, many)}`}
        </button>
      )}
    </div>
  );
}
