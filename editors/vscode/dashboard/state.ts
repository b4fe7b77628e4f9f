// The user's choices on the page, which survive a reload.

export interface State {
  filter: string;
  weeks: number;
  /** The folds that the user opened or closed, by key. A key names a program or a week, never a position. */
  folds: Record<string, boolean>;
}

interface Host {
  postMessage(message: ToExtension): void;
  getState(): unknown;
  setState(state: State): void;
}

/** What the page asks of the extension. */
export type ToExtension =
  | { type: "ready"; weeks?: number }
  | { type: "weeks"; weeks: number }
  /** The weeks whose counters the page shows one by one. */
  | { type: "details"; weeks: string[] }
  | { type: "run"; command: string; argument?: object | undefined };

declare global {
  // Defined only in a VS Code webview.
  function acquireVsCodeApi(): Host;
}

/** The VS Code API of the webview; undefined in a plain browser. */
export const host: Host | undefined = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;

export function loadState(): State {
  const stored = (host === undefined ? fromHash() : host.getState()) as Partial<State> | null | undefined;
  const { filter, weeks, folds } = stored ?? {};
  return {
    filter: typeof filter === "string" ? filter : "",
    weeks: typeof weeks === "number" ? weeks : 0,
    folds: typeof folds === "object" && folds !== null ? { ...folds } : {},
  };
}

export function saveState(state: State): void {
  if (host !== undefined) host.setState(state);
  else history.replaceState(null, "", `#${encodeURIComponent(JSON.stringify(state))}`);
}

function fromHash(): unknown {
  try {
    return JSON.parse(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return undefined;
  }
}
