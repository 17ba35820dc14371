import assert from "node:assert/strict";
import { test } from "node:test";
import { collectSettings, readSettingsManifest, type SettingLayers } from "./settings.ts";

const manifest = { names: ["askDocs.include", "askDocs.maxFiles"], restricted: new Set(["askDocs.maxFiles"]) };

function inspectOf(layers: Readonly<Record<string, SettingLayers>>): (name: string) => SettingLayers | undefined {
  return (name) => layers[name];
}

void test("only what someone has set is passed on", () => {
  const inspect = inspectOf({ "askDocs.include": { globalValue: ["**/*.md"] }, "askDocs.maxFiles": {} });
  assert.deepEqual(collectSettings(manifest, inspect, true), { "askDocs.include": ["**/*.md"] });
});

void test("the workspace's value goes before the person's", () => {
  const inspect = inspectOf({ "askDocs.maxFiles": { globalValue: 1, workspaceValue: 2 } });
  assert.deepEqual(collectSettings(manifest, inspect, true), { "askDocs.maxFiles": 2 });
});

void test("a restricted workspace sets no restricted setting, and the person's own value stands", () => {
  const inspect = inspectOf({
    "askDocs.include": { workspaceValue: ["a"] },
    "askDocs.maxFiles": { globalValue: 1, workspaceValue: 2, workspaceFolderValue: 3 },
  });
  assert.deepEqual(collectSettings(manifest, inspect, false), { "askDocs.include": ["a"], "askDocs.maxFiles": 1 });
});

void test("names and restrictions come from the manifest", () => {
  const read = readSettingsManifest({
    contributes: { configuration: { properties: { "askDocs.include": {} } } },
    capabilities: { untrustedWorkspaces: { restrictedConfigurations: ["askDocs.include"] } },
  });
  assert.deepEqual(read, { names: ["askDocs.include"], restricted: new Set(["askDocs.include"]) });
  assert.deepEqual(readSettingsManifest({}), { names: [], restricted: new Set() });
});
