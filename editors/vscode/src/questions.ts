// The server's questions, and what follows from an answer: the notice before a
// switch to on, the way back, the offer to choose for every environment.
import * as vscode from "vscode";
import { answeredMode, withShortButtons } from "./answers";
import type { Answer, Asked, Question } from "./client";
import { withFacts } from "./facts";
import { confirmOn } from "./notice";
import type { Session } from "./session";
import { type Mode, type Status } from "./status";
import { saveDefaultMode, userDefaultMode } from "./userDefault";
import { sayAlready, showError, type Switching } from "./switching";

/** How long a switch may take to show in the status after its answer. */
const settleMs = 10_000;

export class Questions {
  constructor(
    private readonly session: () => Pick<Session, "status" | "onDidChange" | "phase">,
    private readonly switching: () => Switching,
  ) {}

  readonly ask = async (question: Question, asked: Asked): Promise<vscode.MessageItem | null> => {
    const before = this.session().status;
    const answer = await showQuestion(this.withNotice(question));
    if (answer === undefined) return null;
    const mode = answeredMode(answer);
    if (mode !== undefined) return this.answered(answer, mode, before, asked);
    return answer;
  };

  /** What follows from an answer that chooses a mode; gives what the server is told. */
  private async answered(answer: Answer, mode: Mode, before: Status | undefined, asked: Asked): Promise<Answer | null> {
    if (asked.gone()) {
      // Nobody is there to hear it, and the user has answered all the same.
      await this.switching().to(mode);
      return null;
    }
    const now = this.session().status;
    const late = asked.withdrawn() || (before?.chosen === false && now?.chosen === true);
    if (now?.chosen === true && now.mode === mode) {
      if (late) sayAlready(now);
      return answer;
    }
    // To a late answer the server says which mode is in force, and offers the switch.
    if (late) return answer;
    if (mode === "on" && !(await confirmOn())) return null;
    this.follow(before, mode).catch(showError);
    return answer;
  }

  /** A default of 'on' is applied without a question, so its announcement has the facts. */
  private withNotice(question: Question): Question {
    const on = this.session().status?.mode === "on" || userDefaultMode() === "on";
    return isUndo(question) && on ? { ...question, message: withFacts(question.message) } : question;
  }

  private async follow(before: Status | undefined, mode: Mode): Promise<void> {
    const after = await this.nextStatus((now) => now.chosen && now.mode === mode);
    if (after === undefined) return;
    if (before?.chosen === false && userDefaultMode() === undefined) await this.offerDefault(after);
    else await this.switching().offerUndo(after);
  }

  private async offerDefault(after: Status): Promise<void> {
    const [everywhere, here, undo] = ["Yes, everywhere", "Only here", "Undo"];
    const text = `Go telemetry is now ${after.mode}. Use this choice in every new environment?`;
    const answer = await vscode.window.showInformationMessage(text, everywhere, here, undo);
    if (answer === everywhere) await keepEverywhere(after.mode);
    if (answer === undo) await this.switching().undo();
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

/** The announcement of a default has one action: to take it back. */
function isUndo(question: Question): boolean {
  return question.actions?.length === 1;
}

async function showQuestion(question: Question): Promise<Answer | undefined> {
  const { message, buttons } = withShortButtons(question.message, question.actions ?? []);
  return (await show(question.type)(message, ...buttons))?.item;
}

type Button = vscode.MessageItem & { readonly item: Answer };

function show(type: number): (message: string, ...buttons: Button[]) => Thenable<Button | undefined> {
  switch (type) {
    case 1:
      return vscode.window.showErrorMessage;
    case 2:
      return vscode.window.showWarningMessage;
    default:
      return vscode.window.showInformationMessage;
  }
}
