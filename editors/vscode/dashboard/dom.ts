// Functions that make elements. Text is always inserted as plain text, never as markup.

type Child = Node | string | null | undefined | false;

interface Props {
  class?: string;
  id?: string;
  key?: string;
  attributes?: Record<string, string>;
  onClick?: () => void;
}

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (props.class !== undefined) node.className = props.class;
  if (props.id !== undefined) node.id = props.id;
  if (props.key !== undefined) node.dataset["key"] = props.key;
  for (const [name, value] of Object.entries(props.attributes ?? {})) node.setAttribute(name, value);
  if (props.onClick !== undefined) node.addEventListener("click", props.onClick);
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** Makes a table with a caption that only screen readers show. */
export function table(caption: string, head: string[], rows: Child[][], numeric: number[] = []): HTMLElement {
  return groupedTable(caption, head, new Map([["", rows]]), numeric);
}

/** Makes a table whose rows are in groups, each below its title. */
export function groupedTable(caption: string, head: string[], groups: ReadonlyMap<string, Child[][]>, numeric: number[] = []): HTMLElement {
  const cell = (tag: "td" | "th", child: Child, column: number) =>
    el(tag, { class: numeric.includes(column) ? "number" : "", attributes: tag === "th" ? { scope: "col" } : {} }, child);
  const title = (text: string) =>
    el("tr", {}, el("th", { class: "group", attributes: { scope: "rowgroup", colspan: String(head.length) } }, text));
  const row = (cells: Child[]) => el("tr", {}, ...cells.map((child, column) => cell("td", child, column)));
  return el(
    "div",
    { class: "scroll", attributes: { tabindex: "0", role: "region", "aria-label": caption } },
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, caption),
      el("thead", {}, el("tr", {}, ...head.map((text, column) => cell("th", text, column)))),
      ...[...groups].map(([text, rows]) => el("tbody", {}, text !== "" && title(text), ...rows.map(row))),
    ),
  );
}

const decimal = new Intl.NumberFormat("en-US");

export function count(value: number): string {
  return decimal.format(value);
}

export function times(value: number): string {
  return value === 1 ? "once" : `${count(value)} times`;
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
