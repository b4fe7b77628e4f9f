// What you need to know about mode on, in the server's words.
import { noticeFacts } from "./generated";

/** The facts of the server's notice, for a switch in this extension. */
export const facts: readonly string[] = noticeFacts;

/** The meaning of a server message, as the server states it. */
export interface Meaning {
  readonly kind?: unknown;
  /** The text without the facts. */
  readonly lead?: unknown;
  readonly facts?: unknown;
  /** The page that says more. */
  readonly page?: unknown;
}

/** The text of a message, with its facts if it has any. */
export function wording({ message, goTelemetry }: { readonly message: string; readonly goTelemetry?: Meaning }): string {
  const brought: unknown = goTelemetry?.facts;
  if (typeof goTelemetry?.lead !== "string" || !Array.isArray(brought)) return message;
  return [goTelemetry.lead, ...brought.filter((fact) => typeof fact === "string")].join(" ");
}
