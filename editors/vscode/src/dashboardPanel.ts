// The dashboard's webview. The page requests nothing itself. While it is visible, the
// extension asks the server every two seconds and sends the page what changed.
import * as vscode from "vscode";
import { dashboardHtml } from "./dashboardHtml";
import { serverCommands } from "./generated";
import { Repeated } from "./repeated";
import type { Session } from "./session";

const viewType = "goTelemetry.dashboard";
const intervalMs = 2000;
/** The number of polls after which to request a preview again that had no upload config. */
const looksBetween = 5;

/** The requests of the page. */
interface FromPage {
  readonly type?: unknown;
  readonly weeks?: unknown;
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
  private ready = false;
  private weeks: number | undefined;
  /** Polls since the last preview, if that had no upload config. */
  private looksWithoutList: number | undefined;
  private last: Record<string, string> = {};
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly session: Session,
  ) {
    const media = vscode.Uri.joinPath(extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [media], enableCommandUris: false };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
    this.looks = new Repeated({
      intervalMs,
      wanted: () => this.ready && panel.visible,
      ask: () => this.ask().catch((error: unknown) => void this.send("error", error instanceof Error ? error.message : String(error))),
    });
    this.listeners = [
      this.looks,
      panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
      panel.onDidChangeViewState(() => this.looks.tick()),
      session.onDidChange(() => this.looks.tick()),
      session.onDidStart(() => this.looks.tick()),
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

  private receive(message: FromPage): void {
    if (message.type === "ready") {
      this.ready = true;
      this.last = {};
    }
    if (typeof message.weeks === "number" && Number.isInteger(message.weeks) && message.weeks > 0) this.weeks = message.weeks;
    this.looks.tick();
  }

  private async ask(): Promise<void> {
    if (this.session.phase.kind !== "running") {
      this.send("error", "The Go telemetry server is not running.");
      return;
    }
    const switched = this.send("status", this.session.status ?? null);
    const set = vscode.workspace.getConfiguration("goTelemetry").get<number>("summaryWeeks", 8);
    this.send("weeks", set);
    const weeks = this.weeks ?? set;
    const counted = this.send("summary", await this.session.run<unknown>(serverCommands.summary, { weeks }));
    if (this.session.has(serverCommands.preview) && this.previewIsDue(switched || counted)) {
      const preview = await this.session.run<{ readonly config: unknown }>(serverCommands.preview);
      this.send("preview", preview);
      this.looksWithoutList = preview.config === null ? 0 : undefined;
    }
    this.send("error", null);
  }

  /**
   * The preview depends on the counters, the mode and the upload config, which may
   * appear at any time if it is missing.
   */
  private previewIsDue(changed: boolean): boolean {
    if (changed || this.last["preview"] === undefined) return true;
    return this.looksWithoutList !== undefined && ++this.looksWithoutList >= looksBetween;
  }

  /** Sends a part of the data, unless the page has it already. */
  private send(part: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    if (this.last[part] === text) return false;
    this.last[part] = text;
    void this.panel.webview.postMessage({ part, value });
    return true;
  }
}
