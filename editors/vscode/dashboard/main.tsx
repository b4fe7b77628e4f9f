// The dashboard page: what leaves this machine, and what was counted. In VS Code the
// extension sends the data to the page; a standalone page contains them.
import { render } from "preact";
import { App } from "./app";
import { host } from "./state";
import { data, onChange, receive, state } from "./store";
import "./style.css";

const root = document.getElementById("dashboard");

/** Draws what has changed, once for all changes of one turn. */
let due = false;
function draw(): void {
  if (due || root === null) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    render(<App />, root);
  });
}

onChange(draw);
const own = document.getElementById("dashboard-data")?.textContent;
if (own) Object.assign(data, JSON.parse(own));
draw();
if (host !== undefined) {
  window.addEventListener("message", (event: MessageEvent<{ part: string; value: unknown }>) => receive(event.data.part, event.data.value));
  host.postMessage({ type: "ready", ...(state.weeks > 0 ? { weeks: state.weeks } : {}) });
}
