// The status bar item.
import * as os from "node:os";
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import type { Session } from "./session";
import { isVisible, itemView, placeName, tooltipCommands, type Visibility } from "./statusView";

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("goTelemetry.status", vscode.StatusBarAlignment.Right, 90);
  private readonly place = placeName(vscode.env.remoteName, os.hostname());
  private readonly subscriptions: vscode.Disposable[];
  private shown = false;

  /** @param onShown called once, when the item first shows a mode */
  constructor(
    private readonly session: Session,
    private readonly onShown: () => void,
  ) {
    this.item.name = "Go Telemetry";
    this.item.command = "goTelemetry.showMenu";
    const update = () => this.update();
    this.subscriptions = [
      session.onDidChange(update),
      session.onDidStart(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("goTelemetry.statusBar")) update();
      }),
    ];
    update();
  }

  private update(): void {
    const phase = this.session.phase;
    const visibility = vscode.workspace.getConfiguration("goTelemetry").get<Visibility>("statusBar", "always");
    if (!isVisible(visibility, phase, vscode.window.activeTextEditor?.document.languageId)) {
      this.item.hide();
      return;
    }
    const view = itemView(phase, this.place, { dashboard: this.session.has(serverCommands.summary) });
    this.item.text = view.text;
    const tooltip = new vscode.MarkdownString(view.tooltip);
    tooltip.isTrusted = { enabledCommands: tooltipCommands };
    tooltip.supportHtml = false;
    tooltip.supportThemeIcons = false;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = view.warning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.accessibilityInformation = { label: view.label };
    this.item.show();
    if (!this.shown && phase.kind === "running" && phase.status !== undefined) {
      this.shown = true;
      this.onShown();
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.item).dispose();
  }
}
