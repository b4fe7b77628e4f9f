// Switches the mode, and undoes a switch.
import * as vscode from "vscode";
import { facts } from "./facts";
import { serverCommands } from "./generated";
import { say, sayBriefly } from "./messages";
import { confirmOn } from "./notice";
import { aboutRunning, concernsGopls, type Running, type Switch } from "./running";
import type { Session } from "./session";
import { isMode, isSettledChoice, meaning, permits, type Mode, type Status } from "./status";
import { SwitchMessages, type Button } from "./switchMessage";
import { errorText } from "./words";

export type Server = Pick<Session, "run" | "status" | "has" | "settled">;

/** What a message about a switch adds. */
interface Besides {
  readonly text: string;
  readonly choice?: Choice;
}

/** The buttons of an added question. */
interface Choice {
  readonly accept: Button;
  readonly decline: Button;
  /** Whether the button that accepts is the last one. It must not be where the user has just clicked. */
  readonly acceptLast: boolean;
}

type Collects = Pick<Status, "collecting">;

/** The Go extension's command. */
const restartGoplsCommand = "go.languageserver.restart";
const restartGopls = "Restart gopls";
const undo = "Undo";

export class Switching {
  /** The messages about switches; only the latest counts. */
  readonly messages = new SwitchMessages();

  constructor(private readonly server: Server) {}

  /** Switches the mode: shows the notice, the result and an Undo. */
  async to(mode: Mode): Promise<void> {
    await this.server.settled();
    const before = await this.before();
    if (before?.mode === mode && isSettledChoice(before)) {
      sayAlready(before);
      return;
    }
    await this.carryOut(mode, () => this.server.run<Status>(serverCommands.setMode, { mode }));
  }

  /** The status before a switch; a server that just started may not have sent it yet. */
  private async before(): Promise<Status | undefined> {
    return this.server.status ?? this.server.run<Status>(serverCommands.status).catch(() => undefined);
  }

  /** Like switchTo, for a switch that the server offered, for example by a code action. */
  async carryOut(mode: Mode, send: () => Promise<Status | undefined>): Promise<Status | undefined> {
    const before = await this.before();
    // The server refuses what the machine's policy forbids, and says why.
    const refused = before !== undefined && !permits(before, mode);
    if (mode === "on" && !refused && !(await confirmOn())) return undefined;
    try {
      const after = await send();
      if (after === undefined) return undefined;
      // The policy may just have changed.
      const unread = mode === "on" && refused ? { text: facts.join(" ") } : undefined;
      if (after.mode === mode) this.tell(before, after, unread).catch(showError);
      else void say("warn", `Go telemetry is ${after.mode}, not ${mode}: another program switched it at the same time.`);
      return after;
    } catch (error) {
      showError(error, refused ? showPolicy : showLog);
      return undefined;
    }
  }

  /**
   * Shows the result of a switch in one message, with buttons for what to do next. Returns
   * the pressed button.
   */
  async tell(before: Collects | undefined, after: Status, besides?: Besides): Promise<string | undefined> {
    const mine = this.messages.begin();
    const change = await this.change(before, after);
    // The user just read the facts of on.
    const means = besides === undefined && after.mode !== "on" ? meaning(after) : "";
    const parts = [`Go telemetry is now ${after.mode}.`, means, aboutRunning(change, means !== ""), besides?.text ?? ""];
    const buttons = arrange(besides?.choice, [...(await waysOn(change)), { title: undo }]);
    const answer = await this.messages.show(mine, parts.filter((part) => part !== "").join(" "), buttons);
    if (answer === undo) await this.undo();
    await restartIf(answer);
    return answer;
  }

  private async change(before: Collects | undefined, { mode, collecting: collects }: Status): Promise<Switch> {
    const collected = before?.collecting ?? collects;
    return { collected, collects, mode, running: collected && !collects ? await this.running() : undefined };
  }

  /** The programs that still count; undefined if the server can't tell. */
  private async running(): Promise<Running | undefined> {
    if (!this.server.has(serverCommands.running)) return undefined;
    return this.server.run<Running>(serverCommands.running).catch(() => undefined);
  }

  async undo(): Promise<void> {
    try {
      const before = await this.before();
      const after = await this.server.run<Status>(serverCommands.undoSwitch);
      const mine = this.messages.begin();
      const text = `Go telemetry is ${after.mode}${after.chosen ? "" : " (default)"} again`;
      const change = await this.change(before, after);
      const about = aboutRunning(change, false);
      if (about === "") {
        await this.messages.retire();
        sayBriefly("discard", text);
      } else void this.messages.show(mine, `${text}. ${about}`, await waysOn(change)).then(restartIf).catch(showError);
    } catch (error) {
      showError(error);
    }
  }
}

function arrange(choice: Choice | undefined, others: readonly Button[]): Button[] {
  if (choice === undefined) return [...others];
  const { accept, decline, acceptLast } = choice;
  return acceptLast ? [decline, ...others, accept] : [accept, decline, ...others];
}

/** The buttons that make programs follow a switch. */
async function waysOn(change: Switch): Promise<Button[]> {
  if (!concernsGopls(change)) return [];
  return (await vscode.commands.getCommands(true)).includes(restartGoplsCommand) ? [{ title: restartGopls }] : [];
}

async function restartIf(answer: string | undefined): Promise<void> {
  if (answer !== restartGopls) return;
  await vscode.commands.executeCommand(restartGoplsCommand);
  sayBriefly("debug-restart", "Go telemetry: gopls was restarted");
}

/** Tells users who choose the current mode. */
export function sayAlready({ mode, since }: Status): void {
  void say("info", `Go telemetry is already ${mode}${since === null ? "" : `, since ${since}`}.`);
}

/** The mode in the arguments of telemetry-ls.setMode. */
export function askedMode(args: readonly unknown[]): Mode | undefined {
  const mode = (args[0] as { mode?: unknown } | undefined)?.mode;
  return isMode(mode) ? mode : undefined;
}

interface More {
  readonly title: string;
  readonly command: string;
}

const showLog: More = { title: "Show Log", command: "goTelemetry.showLog" };
const showPolicy: More = { title: "Show Policy", command: "goTelemetry.showPolicy" };

/** The button keeps the message unfolded, so that its hint is visible. */
export function showError(error: unknown, { title, command }: More = showLog): void {
  void say("error", errorText(error), title).then((answer) => {
    if (answer !== undefined) return vscode.commands.executeCommand(command);
    return undefined;
  });
}
