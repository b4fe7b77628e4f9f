// The server's questions, and what follows an answer: the notice before a switch to on,
// the undo, and the offer to use the answer in every environment.
import type * as vscode from "vscode";
import { answeredMode, withShortButtons } from "./answers";
import type { Answer, Asked, Message, Question } from "./client";
import { wording } from "./facts";
import { ask, type Severity } from "./messages";
import { confirmOn } from "./notice";
import type { Session } from "./session";
import { permits, type Mode, type Status } from "./status";
import { saveDefaultMode, userDefaultMode } from "./userDefault";
import { sayAlready, showError, type Switching } from "./switching";

/** How long the status may take to change after an answer. */
const settleMs = 10_000;

export class Questions {
  constructor(
    private readonly session: () => Pick<Session, "status" | "onDidChange" | "phase">,
    private readonly switching: () => Switching,
  ) {}

  readonly ask = async (question: Question, asked: Asked): Promise<vscode.MessageItem | null> => {
    const before = this.session().status;
    const answer = await showQuestion(question);
    if (answer === undefined) return null;
    const mode = answeredMode(answer);
    if (mode !== undefined) return this.answered(answer, mode, before, asked);
    return answer;
  };

  /** Carries out an answer that chooses a mode. Returns the answer for the server. */
  private async answered(answer: Answer, mode: Mode, before: Status | undefined, asked: Asked): Promise<Answer | null> {
    const now = this.session().status;
    // The server is gone, but the user answered; or the policy came to forbid the answer, which the switch says.
    if (asked.gone() || (now !== undefined && !permits(now, mode))) {
      await this.switching().to(mode);
      return null;
    }
    const late = asked.withdrawn() || (before?.chosen === false && now?.chosen === true);
    if (now?.chosen === true && now.mode === mode) {
      if (late) sayAlready(now);
      return answer;
    }
    // For a late answer, the server says what the mode is, and offers the switch.
    if (late) return answer;
    if (mode === "on" && !(await confirmOn())) return null;
    this.follow(before, mode).catch(showError);
    return answer;
  }

  private async follow(before: Status | undefined, mode: Mode): Promise<void> {
    const after = await this.nextStatus((now) => now.chosen && now.mode === mode);
    if (after === undefined) return;
    if (before?.chosen === false && userDefaultMode() === undefined) await this.offerDefault(before, after);
    else await this.switching().tell(before, after);
  }

  private async offerDefault(before: Status, after: Status): Promise<void> {
    const everywhere = "Yes, everywhere";
    const ask = { question: "Use this choice in every new environment?", buttons: [everywhere, "Only here"] };
    if ((await this.switching().tell(before, after, ask)) === everywhere) await keepEverywhere(after.mode);
  }

  private nextStatus(wanted: (status: Status) => boolean): Promise<Status | undefined> {
    const session = this.session();
    const now = session.status;
    if (now !== undefined && wanted(now)) return Promise.resolve(now);
    return new Promise((resolve) => {
      const done = (status: Status | undefined) => {
        clearTimeout(timer);
        listener.dispose();
        resolve(status);
      };
      const timer = setTimeout(() => done(undefined), settleMs);
      const listener = session.onDidChange(() => {
        const status = session.status;
        if (status !== undefined && wanted(status)) done(status);
      });
    });
  }
}

async function keepEverywhere(mode: Mode): Promise<void> {
  try {
    await saveDefaultMode(mode);
  } catch (error) {
    throw new Error(`storing your choice in the settings: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function showQuestion(question: Question): Promise<Answer | undefined> {
  const { message, buttons } = withShortButtons(wording(question), question.actions ?? []);
  return (await ask(severity(question), message, buttons))?.item;
}

/** The severity of a server message. */
export function severity({ type }: Pick<Message, "type">): Severity {
  if (type === 1) return "error";
  return type === 2 ? "warn" : "info";
}
