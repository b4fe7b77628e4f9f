// What the user needs to know about the mode on, in the server's words.
import { noticeFacts } from "./generated";

/** The facts of the server's notice, for a switch that is made here. */
export const facts: readonly string[] = noticeFacts;

/** What a message of the server's is about, as it says itself. */
export interface Meaning {
  readonly kind?: unknown;
  /** The text without the facts. */
  readonly lead?: unknown;
  readonly facts?: unknown;
}

/** The text of a message: with the facts, if it brings any. */
export function wording({ message, goTelemetry }: { readonly message: string; readonly goTelemetry?: Meaning }): string {
  const brought: unknown = goTelemetry?.facts;
  if (typeof goTelemetry?.lead !== "string" || !Array.isArray(brought)) return message;
  return [goTelemetry.lead, ...brought.filter((fact) => typeof fact === "string")].join(" ");
}
