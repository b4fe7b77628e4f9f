// The dashboard's webview. The page requests nothing itself. While it is visible, the
// extension asks the server every two seconds and sends the page what changed.
import * as vscode from "vscode";
import { buttons } from "../dashboard/buttons";
import { DashboardData } from "./dashboardData";
import { dashboardHtml } from "./dashboardHtml";
import { Repeated } from "./repeated";
import type { Session } from "./session";
import { summaryWeeks, type FromDashboard } from "./weeks";

const viewType = "goTelemetry.dashboard";
const intervalMs = 2000;

/** The only commands that the page can run. */
const commands: ReadonlySet<unknown> = new Set(Object.values(buttons).flatMap(({ command }) => command ?? []));

/** The requests of the page. */
interface FromPage {
  readonly type?: unknown;
  readonly weeks?: unknown;
  readonly command?: unknown;
  readonly argument?: unknown;
}

export function registerDashboard(context: vscode.ExtensionContext, session: Session): vscode.Disposable {
  let open: Dashboard | undefined;
  const adopt = (panel: vscode.WebviewPanel) => {
    const dashboard = new Dashboard(panel, context.extensionUri, session);
    open = dashboard;
    panel.onDidDispose(() => {
      dashboard.dispose();
      if (open === dashboard) open = undefined;
    });
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand("goTelemetry.showDashboard", () => {
      if (open !== undefined) open.reveal();
      else adopt(vscode.window.createWebviewPanel(viewType, "Go Telemetry", vscode.ViewColumn.Active));
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        adopt(panel);
        return Promise.resolve();
      },
    }),
  );
}

class Dashboard {
  private readonly looks: Repeated;
  private readonly data: DashboardData;
  private ready = false;
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    session: Session,
  ) {
    const media = vscode.Uri.joinPath(extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [media], enableCommandUris: false };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
    const post = (part: string, value: unknown) => void panel.webview.postMessage({ part, value });
    this.data = new DashboardData({ session, weeks: summaryWeeks, post });
    this.looks = new Repeated({ intervalMs, wanted: () => this.ready && panel.visible, ask: () => this.data.ask() });
    const changed = () => {
      // A lost server is shown even while a request waits for its answer.
      if (this.ready) this.data.sendPhase();
      this.looks.tick();
    };
    this.listeners = [
      this.looks,
      panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
      panel.onDidChangeViewState(() => this.looks.tick()),
      session.onDidChange(changed),
      session.onDidStart(changed),
    ];
    panel.webview.html = dashboardHtml(panel.webview, media);
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.ready = false;
    for (const listener of this.listeners) listener.dispose();
  }

  private receive({ type, weeks, command, argument }: FromPage): void {
    if (type === "run") {
      if (commands.has(command)) this.run(String(command), argument);
      return;
    }
    if (type === "ready") {
      this.ready = true;
      this.data.restart();
    }
    if (type === "details") {
      this.data.openWeeks(Array.isArray(weeks) ? weeks.filter((week): week is string => typeof week === "string") : []);
    } else if (typeof weeks === "number" && Number.isInteger(weeks) && weeks > 0) this.data.weeks = weeks;
    this.looks.tick();
  }

  /** Runs a command of the page. It may change what the page shows, such as the upload config. */
  private run(command: string, argument: unknown): void {
    const own: FromDashboard = { ...(argument as object | undefined), weeks: this.data.shownWeeks };
    const done = () => {
      this.data.refresh();
      this.looks.tick();
    };
    void vscode.commands.executeCommand(command, own).then(done, done);
  }
}
