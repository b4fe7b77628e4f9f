// The number of weeks to show.
import * as vscode from "vscode";

/** The number in the settings. */
export function summaryWeeks(): number {
  return vscode.workspace.getConfiguration("goTelemetry").get<number>("summaryWeeks", 8);
}

/** What the dashboard adds to the argument of each command. */
export interface FromDashboard {
  /** The number of weeks that the dashboard shows. */
  readonly weeks?: number;
}
