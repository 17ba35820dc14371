import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsSchema } from "../../../../protocol/settings.ts";
import { changedSettings } from "./changedSettings.ts";

test("defaults are not told", () => {
  assert.deepEqual(changedSettings(settingsSchema.parse({})), []);
});

test("numbers, switches and choices are told; of names, addresses and globs only that they are set", () => {
  const settings = settingsSchema.parse({
    "askDocs.include": ["secret-plan/**"],
    "askDocs.exclude": ["a/**", "b/**"],
    "askDocs.maxFiles": 10,
    "askDocs.hover.enabled": false,
    "askDocs.answers.caution": "bold",
    "askDocs.model.proxy": "http://ada:secret@proxy.example",
    "askDocs.hover.languages": ["*"],
  });
  assert.deepEqual(
    changedSettings(settings).map(({ name, value }) => [name, value]),
    [
      ["askDocs.include", "1 entry"],
      ["askDocs.exclude", "2 entries"],
      ["askDocs.maxFiles", "10"],
      ["askDocs.answers.caution", "bold"],
      ["askDocs.model.proxy", "set"],
      ["askDocs.hover.enabled", "false"],
    ],
  );
});
