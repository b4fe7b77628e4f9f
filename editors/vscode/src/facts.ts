// What a user is told about the mode on, in the server's words.
import { meanings, noticeFacts } from "./generated";

/** The facts of the server's notice. */
export const facts: readonly string[] = noticeFacts;

/** The announcement of a switch to on that nobody was asked about, with the facts. */
export function withFacts(announcement: string): string {
  const text = facts.join(" ");
  return announcement.includes(meanings.on) ? announcement.replace(meanings.on, text) : `${announcement} ${text}`;
}
