// Checks at compile time that the page's types accept what the server sends. The page
// declares only what it shows, and newer keys as optional: the server may be an older one.
import type * as server from "./generated";
import type * as page from "./types";

/** Fails to compile unless every Sent is also an Accepted. */
type Fits<Sent extends Accepted, Accepted> = Sent;

export type Summary = Fits<server.Summary, page.Summary>;
/** Fails to compile if the page reads a key that the server doesn't send. */
export type Keys = [
  Fits<keyof page.Summary, keyof server.Summary>,
  Fits<keyof page.Week, keyof server.Week>,
  Fits<keyof page.Program, keyof server.Program>,
  Fits<keyof page.Version, keyof server.Version>,
  Fits<keyof page.Chart, keyof server.Chart>,
];
