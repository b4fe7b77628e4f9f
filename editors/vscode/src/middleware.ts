// The middleware of the language client.
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import type { Attachment } from "./attachment";
import { serverCommands } from "./generated";
import { scheme, showUri } from "./pages";
import { plain } from "./plain";
import type { Status } from "./status";
import { askedMode, type Switching } from "./switching";

/** @param ready resolves when the settings may be sent */
export function middleware(
  settings: () => Record<string, unknown>,
  ready: () => Promise<void>,
  switching: () => Switching,
  attachment: Attachment,
): Middleware {
  return {
    ...attachment.middleware,
    workspace: {
      configuration: async (params) => {
        await ready();
        return params.items.map((item) => (item.section === "goTelemetry" ? settings() : null));
      },
    },
    window: {
      showDocument: async (params, token, next) => {
        const uri = vscode.Uri.parse(params.uri);
        if (uri.scheme !== scheme) return next(params, token);
        await showUri(uri);
        return { success: true };
      },
    },
    provideCodeLenses: async (document, token, next) => {
      const lenses = await attachment.ifSeen(document.uri, () => next(document, token));
      for (const { command } of lenses ?? []) if (command !== undefined) command.title = plain(command.title);
      return lenses;
    },
    // Commands of the server, run by its code actions and lenses.
    executeCommand: async (command, args, next) => {
      const send = async () => {
        try {
          return (await next(command, args)) as unknown;
        } catch (error) {
          // VS Code would show the error as a notification with links.
          throw new Error(plain(error instanceof Error ? error.message : String(error)), { cause: error });
        }
      };
      const mode = command === serverCommands.setMode ? askedMode(args) : undefined;
      return mode === undefined ? send() : switching().carryOut(mode, async () => (await send()) as Status | undefined);
    },
  };
}
