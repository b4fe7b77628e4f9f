import assert from "node:assert/strict";
import { readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/extension";
import type { Status } from "../../src/status";

const id = "telemetry-ls.telemetry-ls";

async function until<T>(probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Callable = (...args: unknown[]) => unknown;

/** Replaces a function, and returns a function that restores it. */
function stub(where: object, name: string, make: (original: Callable) => (...args: never[]) => unknown): () => void {
  const functions = where as Record<string, Callable>;
  const original = functions[name];
  assert.ok(original);
  functions[name] = make(original) as Callable;
  return () => (functions[name] = original);
}

export function suites(): void {
  describe("the extension", () => {
    let api: TestApi;
    const status = (wanted: (s: Status) => boolean) =>
      until(() => {
        const now = api.status;
        return now !== undefined && wanted(now) ? now : undefined;
      });
    const modeFile = async () => path.join((await status(() => true)).dir, "mode");

    before(async () => {
      const extension = vscode.extensions.getExtension<TestApi>(id);
      assert.ok(extension);
      api = await extension.activate();
    });

    it("shows the status soon after its activation", async () => {
      const ms = await api.statusShownAfter;
      console.log(`status item after ${ms.toFixed(0)} ms`);
      assert.equal((await status(() => true)).mode, "local");
    });

    it("tells other extensions about each change of the status", async () => {
      const modes: (string | undefined)[] = [];
      const listener = api.onDidChangeStatus((now) => modes.push(now?.mode));
      void vscode.commands.executeCommand("goTelemetry.disable");
      await status((s) => s.mode === "off");
      await vscode.commands.executeCommand("goTelemetry.undoSwitch");
      await status((s) => !s.chosen);
      listener.dispose();
      assert.ok(modes.includes("off"), String(modes));
      assert.equal(modes.at(-1), "local");
    });

    it("registers its commands, and leaves the server's to the client", async () => {
      const all = await vscode.commands.getCommands(true);
      const declared = (vscode.extensions.getExtension(id)?.packageJSON as { contributes: { commands: { command: string }[] } }).contributes
        .commands;
      for (const { command } of declared) assert.ok(all.includes(command), command);
      assert.ok(all.includes("telemetry-ls.setMode"));
    });

    it("switches, and follows a switch made elsewhere", async () => {
      void vscode.commands.executeCommand("goTelemetry.turnOff");
      await status((s) => s.mode === "off" && s.chosen);
      assert.match(await readFile(await modeFile(), "utf8"), /^off \d{4}-\d\d-\d\d$/);
      await rm(await modeFile());
      await status((s) => !s.chosen);
    });

    it("undoes the last switch", async () => {
      void vscode.commands.executeCommand("goTelemetry.turnOff");
      await status((s) => s.mode === "off");
      await vscode.commands.executeCommand("goTelemetry.undoSwitch");
      await status((s) => !s.chosen && s.mode === "local");
    });

    it("runs a switch of the server's code action and keeps its result", async () => {
      const after = await vscode.commands.executeCommand<Status>("telemetry-ls.setMode", { mode: "off" });
      assert.equal(after.mode, "off");
      await vscode.commands.executeCommand("goTelemetry.undoSwitch");
      await status((s) => !s.chosen);
    });

    it("offers code actions in go.mod", async () => {
      const file = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "go.mod");
      const document = await vscode.workspace.openTextDocument(file);
      const actions = await until(async () => {
        const list = await vscode.commands
          .executeCommand<vscode.CodeAction[]>(
            "vscode.executeCodeActionProvider",
            document.uri,
            new vscode.Range(0, 0, 0, 0),
            "source.goTelemetry.off",
          )
          // VS Code cancels the request if it has only just opened the document.
          .then(undefined, (error: Error) => (error.message === "Canceled" ? [] : Promise.reject(error)));
        return list.length > 0 ? list : undefined;
      });
      assert.ok(actions.some((action) => action.kind?.value === "source.goTelemetry.off"));
    });

    it("serves pages", async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("go-telemetry:/explanation.md"));
      assert.match(document.getText(), /local/);
      assert.equal(document.languageId, "markdown");
    });

    it("opens the telemetry directory, and says if there is none", async () => {
      const { dir } = await status(() => true);
      const opened: { uri: string; options: unknown }[] = [];
      const said: string[] = [];
      const undo = [
        stub(vscode.commands, "executeCommand", (original) => (command: string, ...rest: unknown[]) => {
          if (command !== "vscode.openFolder" && command !== "revealFileInOS") return original(command, ...rest);
          opened.push({ uri: String(rest[0]), options: rest[1] });
          return Promise.resolve();
        }),
        stub(vscode.window, "showInformationMessage", () => (message: string) => Promise.resolve(void said.push(message))),
      ];
      try {
        await rename(dir, `${dir}.aside`);
        await vscode.commands.executeCommand("goTelemetry.openFolder");
        await rename(`${dir}.aside`, dir);
        assert.equal(opened.length, 0);
        assert.deepEqual(said, [`Go telemetry: the telemetry directory ${dir} doesn't exist yet. Go creates it when it first counts.`]);
        await vscode.commands.executeCommand("goTelemetry.openFolder");
      } finally {
        for (const restore of undo) restore();
      }
      // The extension host is remote here, so a new window opens the directory.
      assert.deepEqual(opened, [{ uri: vscode.Uri.file(dir).toString(), options: { forceNewWindow: true } }]);
      assert.equal(said.length, 1);
    });

    it("says if a choice can't be stored for every environment", async () => {
      await status((s) => !s.chosen);
      const errors: string[] = [];
      const press = (title: string, buttons: unknown[]) =>
        Promise.resolve(buttons.find((button) => (typeof button === "string" ? button : (button as vscode.MessageItem).title) === title));
      const undo = [
        stub(vscode.window, "showInformationMessage", () => (message: string, ...buttons: unknown[]) => {
          if (!message.includes("Use this choice in every new environment?")) return press("Off", buttons);
          // A click that comes at once doesn't count.
          const shown = performance.now();
          return until(() => performance.now() - shown > 1000 || undefined).then(() => press("Everywhere", buttons));
        }),
        stub(vscode.window, "showErrorMessage", () => (message: string) => Promise.resolve(void errors.push(message))),
        stub(vscode.workspace, "getConfiguration", (original) => (section: string) => {
          const real = original(section) as vscode.WorkspaceConfiguration;
          return { get: real.get.bind(real), inspect: real.inspect.bind(real), update: () => Promise.reject(new Error("not writable")) };
        }),
      ];
      try {
        await vscode.commands.executeCommand("telemetry-ls.chooseMode");
        await status((s) => s.mode === "off" && s.chosen);
        await until(() => errors[0]);
        assert.deepEqual(errors, ["Go telemetry: storing your choice in the settings: not writable"]);
      } finally {
        for (const restore of undo) restore();
        await vscode.commands.executeCommand("goTelemetry.undoSwitch");
        await status((s) => !s.chosen);
      }
    });

    it("restarts the server on demand", async () => {
      await vscode.commands.executeCommand("goTelemetry.restartServer");
      await status((s) => s.mode === "local");
    });
  });
}
