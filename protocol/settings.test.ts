import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readSettings, settingsSchema } from "./settings.ts";

test("the README lists every setting with its default, and no other", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const documented = [...readme.matchAll(/^\| `(askDocs\.[\w.]+)`\s*\| `([^`]+)`/gmu)].map(([, name, value]) => [
    name,
    value,
  ]);
  const defaults = settingsSchema.parse({});
  const expected = Object.entries(defaults).map(([name, value]) => [
    name,
    typeof value === "string" && value !== "" ? value : JSON.stringify(value),
  ]);
  assert.deepEqual(documented, expected);
});

test("a wrong value is reported and its default taken, the others stand; unknown names are reported", () => {
  const { settings, problems } = readSettings({
    "askDocs.maxFileSizeMb": -1,
    "askDocs.answers.caution": "bold",
    "askDocs.nothing": true,
    "askDocs.exclude": undefined,
  });
  assert.equal(settings["askDocs.maxFileSizeMb"], 20);
  assert.equal(settings["askDocs.answers.caution"], "bold");
  assert.deepEqual(
    problems.map(({ name }) => name),
    ["askDocs.maxFileSizeMb", "askDocs.nothing"],
  );
});
