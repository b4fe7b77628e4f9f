// The user's choices on the page, which survive a reload.

export interface State {
  filter: string;
  weeks: number;
  /** The keys of the parts that the user opened or collapsed. */
  toggled: string[];
}

interface Host {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  // Defined only in a VS Code webview.
  function acquireVsCodeApi(): Host;
}

/** The VS Code API of the webview; undefined in a plain browser. */
export const host: Host | undefined = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;

const initial: State = { filter: "", weeks: 0, toggled: [] };

export function loadState(): State {
  const stored = host === undefined ? fromHash() : host.getState();
  return { ...initial, ...(typeof stored === "object" ? stored : {}) };
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
