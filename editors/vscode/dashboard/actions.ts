// What the buttons of the page do. A standalone page has no extension, and so only the
// buttons that stay on the page.
import { buttons, type ButtonId } from "./buttons";
import { host } from "./state";

/** @param argument of the command, if it takes one */
export function run(id: ButtonId, argument?: object): void {
  const { command } = buttons[id];
  if (command !== null) host?.postMessage({ type: "run", command, ...(argument === undefined ? {} : { argument }) });
}

/** Whether the page can do that: only VS Code has commands. */
export function isOffered(id: ButtonId): boolean {
  return host !== undefined || buttons[id].command === null;
}
