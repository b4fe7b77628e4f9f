import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { meanings, serverCommands, serverSettings } from "../../src/generated";
import { contextKey, palette } from "../../src/palette";
import { tooltipCommands } from "../../src/statusView";

interface Manifest {
  version: string;
  activationEvents: string[];
  contributes: {
    walkthroughs: { steps: { description: string; media: { markdown?: string; image?: string } }[] }[];
    commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
    jsonValidation: { fileMatch: string | string[]; url: string }[];
    configuration: { id: string; properties: Record<string, { scope?: string; enumDescriptions?: string[] }> }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  extensionKind: string[];
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const { commands, configuration } = manifest.contributes;
const section = (id: string) => configuration.find((c) => c.id === id)?.properties ?? {};

describe("package.json", () => {
  it("declares the commands in palette.ts", () => {
    const want = palette.map(({ id, title, icon, needs, always }) => ({
      command: id,
      title,
      category: "Go Telemetry",
      icon: `$(${icon})`,
      ...(needs === undefined || always === true ? {} : { enablement: `!${contextKey(needs)}` }),
    }));
    assert.deepEqual(
      commands.filter((c) => c.command !== "goTelemetry.showMenu"),
      want,
    );
  });
  it("offers the ways in without a running server, and starts only for Go", () => {
    for (const id of ["goTelemetry.switchMode", "goTelemetry.showDashboard"])
      assert.equal(commands.find(({ command }) => command === id)?.enablement, undefined, id);
    assert.ok(manifest.activationEvents.every((event) => /^(onLanguage|workspaceContains|onWebviewPanel):/.test(event)));
  });
  it("has a walkthrough whose buttons run its commands", () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 4);
    for (const { description, media } of steps) {
      for (const [, id] of description.matchAll(/\(command:([^)]*)\)/g)) assert.ok(commands.some(({ command }) => command === id), id);
      assert.ok(existsSync(media.markdown ?? media.image ?? ""), JSON.stringify(media));
    }
  });
  it("agrees with the changelog", () => {
    assert.match(readFileSync("CHANGELOG.md", "utf8"), new RegExp(`^## \\[${manifest.version.replaceAll(".", "\\.")}\\]`, "m"));
  });
  it("leaves the server's command IDs to the client", () => {
    const ids: string[] = Object.values(serverCommands);
    for (const { command } of commands) assert.ok(!ids.includes(command) && command.startsWith("goTelemetry."), command);
  });
  it("declares the server's settings", () => {
    assert.deepEqual(
      Object.keys(section("generated")),
      serverSettings.map((key) => `goTelemetry.${key}`),
    );
  });
  it("describes the modes as the server does", () => {
    const said = section("goTelemetry")["goTelemetry.defaultMode"]?.enumDescriptions;
    assert.deepEqual(said, ["Ask once in each environment.", meanings.on, meanings.local, meanings.off]);
  });
  it("doesn't let a workspace choose the mode or the program", () => {
    assert.equal(section("goTelemetry")["goTelemetry.defaultMode"]?.scope, "application");
    assert.equal(section("goTelemetry")["goTelemetry.server.path"]?.scope, "machine");
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["goTelemetry.server.path"]);
    assert.deepEqual(manifest.extensionKind, ["workspace"]);
  });
  it("has the published JSON Schemas of the policy files", () => {
    const schemas = manifest.contributes.jsonValidation.map(({ url }) => path.basename(url));
    assert.deepEqual(schemas.sort(), ["policy.json", "workspace.json"]);
    for (const { url } of manifest.contributes.jsonValidation) {
      assert.equal(readFileSync(url, "utf8"), readFileSync(`../../docs/schemas/${path.basename(url)}`, "utf8"), url);
    }
  });
  it("declares every command that the tooltip links to", () => {
    for (const id of tooltipCommands)
      assert.ok(
        commands.some((c) => c.command === id),
        id,
      );
  });
});
