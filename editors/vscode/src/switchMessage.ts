// The one message about a switch. A later one replaces it: VS Code can't close a message,
// so the earlier one is folded away, and its buttons no longer act.
import * as vscode from "vscode";
import { say, sayBriefly } from "./messages";

/**
 * How long a new message ignores clicks on a guarded button: they were meant for what was there
 * before. Half a second, and time for the frame in which VS Code draws the message.
 */
const guardMs = 750;
/** How long a message waits after a click on another one: the second click of a double click falls into this time. */
const afterClickMs = 600;

export interface Button {
  readonly title: string;
  /** Whether it decides more than this switch, so that an accidental click must not count. */
  readonly guarded?: boolean;
}

export class SwitchMessages {
  private latest = 0;
  private open = 0;

  /** Shows a message in place of the earlier one. Returns the pressed button if it still counts. */
  async show(text: string, buttons: readonly Button[]): Promise<string | undefined> {
    const mine = await this.replace();
    let began = Infinity;
    for (;;) {
      const shown = this.track(say("info", text, ...buttons.map(({ title }) => title)));
      if (began === Infinity) void drawn().then(() => (began = performance.now()));
      const pressed = await shown;
      if (pressed === undefined) return undefined;
      if (mine !== this.latest) {
        sayBriefly("info", "Go telemetry: this message is out of date; the mode was switched again");
        return undefined;
      }
      const guarded = buttons.find(({ title }) => title === pressed)?.guarded === true;
      if (!guarded || performance.now() - began >= guardMs) return pressed;
      // The message is gone. It comes back once the clicks are over, and then every click counts.
      await pause(guardMs);
      if (mine !== this.latest) return undefined;
      began = -Infinity;
    }
  }

  /** Folds away the message: the mode changed without a new one. */
  async retire(): Promise<void> {
    await this.replace();
  }

  /** Shows a message of the server about a switch in place of the earlier one. */
  async showServers<T>(show: () => Promise<T>): Promise<T> {
    await this.replace();
    return this.track(show());
  }

  private async replace(): Promise<number> {
    const mine = ++this.latest;
    if (this.open > 0) await vscode.commands.executeCommand("notifications.hideToasts");
    return mine;
  }

  private async track<T>(shown: Promise<T>): Promise<T> {
    this.open++;
    try {
      return await shown;
    } finally {
      this.open--;
    }
  }
}

/** Resolves when VS Code has handled everything that it was sent before, such as a message. */
async function drawn(): Promise<void> {
  await vscode.commands.executeCommand("setContext", "goTelemetry.drawn", true);
}

/** Resolves when a click that just happened can't be part of a double click any more. */
export function afterClick(): Promise<void> {
  return pause(afterClickMs);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
