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
import { afterClick } from "./switchMessage";
import { sayAlready, showError, type Switching } from "./switching";
import { saveDefaultMode, userDefaultMode } from "./userDefault";
import type { Waiting } from "./waiting";

/** How long the status may take to change after an answer. */
const settleMs = 10_000;

/** An answer that chooses a mode. */
interface Given {
  readonly answer: Answer;
  readonly mode: Mode;
  /** The status when the question was shown. */
  readonly before: Status | undefined;
  /** Whether its button was on the left of the last two. */
  readonly onTheLeft: boolean;
}

export class Questions {
  constructor(
    private readonly session: () => Pick<Session, "status" | "onDidChange" | "phase">,
    private readonly switching: () => Switching,
    private readonly waiting: Waiting,
  ) {}

  readonly ask = async (question: Question, asked: Asked): Promise<vscode.MessageItem | null> => {
    const before = this.session().status;
    const answer = await this.show(question, asked);
    if (answer === undefined) return null;
    const mode = answeredMode(answer);
    const { actions = [] } = question;
    // VS Code aligns the buttons of a message to the right, so the last two are always at about the same place.
    const onTheLeft = actions.indexOf(answer) < actions.length - 2;
    if (mode !== undefined) return this.answered({ answer, mode, before, onTheLeft }, asked);
    return answer;
  };

  private async show(question: Question, asked: Asked): Promise<Answer | undefined> {
    const show = () => showQuestion(question);
    switch (question.goTelemetry?.kind) {
      case "prompt":
      case "choose": {
        const listener = asked.onWithdrawn(() => this.waiting.refresh());
        const answer = this.waiting.ask(show, () => !asked.withdrawn() && !asked.gone());
        return answer.finally(() => void listener.dispose());
      }
      case "default":
        return this.switching().messages.showServers(show);
      default:
        return show();
    }
  }

  /** Carries out an answer that chooses a mode. Returns the answer for the server. */
  private async answered(given: Given, asked: Asked): Promise<Answer | null> {
    const { answer, mode, before } = given;
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
    this.follow(given).catch(showError);
    return answer;
  }

  private async follow({ before, mode, onTheLeft }: Given): Promise<void> {
    const after = await this.nextStatus((now) => now.chosen && now.mode === mode);
    if (after === undefined) return;
    await afterClick();
    if (this.session().status?.mode !== mode) return; // switched again, with a message of its own
    if (before?.chosen === false && userDefaultMode() === undefined) await this.offerDefault(before, after, onTheLeft);
    else await this.switching().tell(before, after);
  }

  private async offerDefault(before: Status, after: Status, acceptLast: boolean): Promise<void> {
    const accept = { title: "Everywhere", guarded: true };
    const choice = { accept, decline: { title: "Only here" }, acceptLast };
    const question = { text: "Use this choice in every new environment?", choice };
    if ((await this.switching().tell(before, after, question)) === accept.title) await saveDefaultMode(after.mode);
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

async function showQuestion(question: Question): Promise<Answer | undefined> {
  const { message, buttons } = withShortButtons(wording(question), question.actions ?? []);
  return (await ask(severity(question), message, buttons))?.item;
}

/** The severity of a server message. */
export function severity({ type }: Pick<Message, "type">): Severity {
  if (type === 1) return "error";
  return type === 2 ? "warn" : "info";
}
