import assert from "node:assert/strict";
import { test } from "node:test";
import { readEditorSettings } from "./editorSettings.ts";

test("settings are read nested, flat, and under `askDocs`; unknown ones are passed over, wrong ones reported", () => {
  for (const sent of [
    { askDocs: { maxFiles: 7, hover: { enabled: false }, trace: { server: "off" } } },
    { "askDocs.maxFiles": 7, "askDocs.hover.enabled": false },
  ]) {
    const { settings, problems } = readEditorSettings(sent, true);
    assert.deepEqual([settings["askDocs.maxFiles"], settings["askDocs.hover.enabled"], problems], [7, false, []]);
  }
  const wrong = readEditorSettings({ askDocs: { maxFiles: "many", indexing: { onBattery: true } } }, false);
  assert.deepEqual([wrong.settings["askDocs.maxFiles"], wrong.settings["askDocs.indexing.onBattery"]], [100_000, true]);
  assert.deepEqual(
    wrong.problems.map(({ name }) => name),
    ["askDocs.maxFiles"],
  );
  for (const nothing of [undefined, null, {}, { askDocs: null }, "text"])
    assert.deepEqual(readEditorSettings(nothing, true).problems, []);
});
