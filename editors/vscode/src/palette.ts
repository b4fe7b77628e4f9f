// The commands of the palette. They are declared in internal/frontend and pages,
// from which package.json and generated.ts come.
import { palette as declared } from "./generated";

export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  /** The command that the server must offer. */
  readonly needs?: string;
  /** Listed in the menu of the status bar item. */
  readonly menu?: boolean;
  /** The page that it shows. */
  readonly page?: string;
  /** Older ids, which the user's key bindings may have. */
  readonly aliases?: readonly string[];
}

export const palette: readonly PaletteCommand[] = declared;

/** The commands that show no page: what they do is written in commands.ts. */
export type ActionId = Exclude<(typeof declared)[number], { readonly page: string }>["id"];

/** The context key that disables commands which need `serverCommand`. */
export function contextKey(serverCommand: string): string {
  return `goTelemetry.lacks.${serverCommand.slice(serverCommand.indexOf(".") + 1)}`;
}
