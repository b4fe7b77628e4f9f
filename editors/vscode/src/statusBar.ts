// The status bar item.
import * as os from "node:os";
import * as vscode from "vscode";
import { serverCommands } from "./generated";
import { isGoDocument } from "./goWindow";
import type { Session } from "./session";
import { isVisible, itemView, placeName, tooltipCommands, type Visibility } from "./statusView";
import type { Waiting } from "./waiting";

export interface Shown {
  readonly session: Session;
  readonly waiting: Pick<Waiting, "any">;
  /** Called once, when the item first shows a mode. */
  readonly onShown: () => void;
}

/** On the left, because notifications appear on the right: the tooltip must not cover them. */
const side = vscode.StatusBarAlignment.Left;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("goTelemetry.status", side, -100);
  private readonly place = placeName(vscode.env.remoteName, os.hostname());
  private readonly subscriptions: vscode.Disposable[];
  private shown = false;

  constructor(private readonly options: Shown) {
    this.item.name = "Go Telemetry";
    this.item.command = "goTelemetry.showMenu";
    const update = () => this.update();
    this.subscriptions = [
      options.session.onDidChange(update),
      options.session.onDidStart(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("goTelemetry.statusBar")) update();
      }),
    ];
    update();
  }

  update(): void {
    const { session, waiting, onShown } = this.options;
    const { phase } = session;
    const visibility = vscode.workspace.getConfiguration("goTelemetry").get<Visibility>("statusBar", "goFiles");
    const document = vscode.window.activeTextEditor?.document;
    const asks = waiting.any;
    if (!isVisible(visibility, phase, { isGo: document !== undefined && isGoDocument(document), asks })) {
      this.item.hide();
      return;
    }
    const view = itemView(phase, { place: this.place, dashboard: session.has(serverCommands.summary), asks });
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
      onShown();
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.item).dispose();
  }
}
