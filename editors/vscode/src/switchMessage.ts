// The one message about a switch. A later one replaces it: VS Code can't close a message,
// so the earlier one is folded away, and its buttons no longer act.
import * as vscode from "vscode";
import { say, sayBriefly } from "./messages";

/**
 * How long a new message ignores clicks on a guarded button: they were meant for what was there
 * before. Half a second, and time for the frame in which VS Code draws the message.
 */
const guardMs = 750;
/** How often a message comes back after a click that didn't count. Something that always clicks at once isn't a person. */
const comebacks = 3;
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

  /** Begins a message: from now on, no earlier one counts. Call this as soon as the switch is known. */
  begin(): number {
    return ++this.latest;
  }

  /** Shows the message that was begun in place of the earlier one. Returns the pressed button if it still counts. */
  async show(mine: number, text: string, buttons: readonly Button[]): Promise<string | undefined> {
    if (mine !== this.latest) return undefined;
    await this.hide();
    for (let shows = 0; mine === this.latest && shows <= comebacks; shows++) {
      const shown = this.track(say("info", text, ...buttons.map(({ title }) => title)));
      let began = Infinity;
      void drawn().then(() => (began = performance.now()));
      const pressed = await shown;
      if (pressed === undefined) return undefined;
      if (mine !== this.latest) {
        sayBriefly("info", "Go telemetry: this message is out of date; the mode was switched again");
        return undefined;
      }
      const guarded = buttons.find(({ title }) => title === pressed)?.guarded === true;
      if (!guarded || performance.now() - began >= guardMs) return pressed;
      // The message is gone. It comes back once the clicks are over.
      await pause(guardMs);
    }
    return undefined;
  }

  /** Folds away the message: the mode changed without a new one. */
  async retire(): Promise<void> {
    this.begin();
    await this.hide();
  }

  /** Shows a message of the server about a switch in place of the earlier one. */
  async showServers<T>(show: () => Promise<T>): Promise<T> {
    await this.retire();
    return this.track(show());
  }

  private async hide(): Promise<void> {
    if (this.open > 0) await vscode.commands.executeCommand("notifications.hideToasts");
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
