// What a user is told about the mode on, in the server's words.
import { meanings, notice } from "./generated";

/** The sentences of the server's notice, without the first: that the mode is on. */
export const facts: readonly string[] = notice.split(/(?<=\.) (?=[A-Z])/).slice(1);

/** The announcement of a switch to on that nobody was asked about, with the facts. */
export function withFacts(announcement: string): string {
  const text = facts.join(" ");
  return announcement.includes(meanings.on) ? announcement.replace(meanings.on, text) : `${announcement} ${text}`;
}
