// The palette commands. internal/frontend and pages declare them; package.json and
// generated.ts are generated from there.
import { palette as declared } from "./generated";

export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  /** The command that the server must offer. */
  readonly needs?: string;
  /** Whether it is in the menu of the status bar item. */
  readonly menu?: boolean;
  /** Whether it starts the extension and waits for the server, and so is always offered. */
  readonly always?: boolean;
  /** When the palette has it. */
  readonly when?: string;
  /** The page that it shows. */
  readonly page?: string;
  /** Older ids, for existing key bindings. */
  readonly aliases?: readonly string[];
}

export const palette: readonly PaletteCommand[] = declared;

/** The commands that show no page; commands.ts implements them. */
export type ActionId = Exclude<(typeof declared)[number], { readonly page: string }>["id"];

/** The context key that disables commands which need `serverCommand`. */
export function contextKey(serverCommand: string): string {
  return `goTelemetry.lacks.${serverCommand.slice(serverCommand.indexOf(".") + 1)}`;
}
