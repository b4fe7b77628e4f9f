// The language status item of Go files: the mode in the menu behind {} in the status bar.
import * as vscode from "vscode";
import { goLanguages } from "./selector";
import type { Session } from "./session";
import { hasProblem, itemView } from "./statusView";
import { plain } from "./plain";

const selector: vscode.DocumentSelector = [
  ...goLanguages.map((language) => ({ language })),
  // VS Code knows these languages only with the Go extension.
  { pattern: "**/go.mod" },
  { pattern: "**/go.work" },
];

export function showLanguageStatus(session: Session): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("goTelemetry.status", selector);
  item.name = "Go Telemetry";
  item.command = { title: "Go Telemetry Menu", command: "goTelemetry.showMenu" };
  const update = () => {
    const { phase } = session;
    const { label } = itemView(phase, { place: undefined, dashboard: false, asks: false });
    const status = phase.kind === "running" ? phase.status : undefined;
    item.text = status === undefined ? label : `Telemetry: ${status.mode}`;
    item.detail = status === undefined ? "" : plain(status.problems[0]?.message ?? (status.chosen ? "" : "by default"));
    item.busy = phase.kind === "starting" || (phase.kind === "running" && status === undefined);
    item.severity = hasProblem(phase) ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  };
  update();
  return vscode.Disposable.from(item, session.onDidChange(update));
}
