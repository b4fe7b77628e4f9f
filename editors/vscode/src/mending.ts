// The links of the status item's tooltip that help with problems.
import { buttons, mend } from "../dashboard/buttons";
import type { Status } from "./status";

export interface Way {
  readonly title: string;
  readonly command: string;
}

/** What helps with the problems of a status, each once. */
export function waysToMend({ problems, intent }: Pick<Status, "problems" | "intent">): Way[] {
  const ids = new Set(problems.flatMap(({ code }) => mend(code, intent)));
  return [...ids].map((id) => buttons[id]);
}
