import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { format, resolveConfig } from "prettier";
import { referenceTables } from "./tables.ts";

const root = join(import.meta.dirname, "../..");

for (const [path, text] of Object.entries(referenceTables(root))) {
  void test(`${path} is what the manifest says`, async () => {
    const options = await resolveConfig(join(root, path));
    const expected = await format(text, { ...options, parser: "markdown" });
    assert.equal(readFileSync(join(root, path), "utf8"), expected, "Run `npm run docs`.");
  });
}

void test("every command and every setting stands in them, with a meaning", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly contributes: {
      readonly commands: readonly { readonly command: string }[];
      readonly configuration: { readonly properties: object };
    };
  };
  const { commands, configuration } = manifest.contributes;
  const tables = referenceTables(root);
  for (const { command } of commands) assert.ok(tables["docs/commands.md"]?.includes(`\`${command}\``), command);
  for (const name of Object.keys(configuration.properties))
    assert.ok(tables["docs/settings.md"]?.includes(`\`${name}\``), name);
  for (const table of Object.values(tables)) assert.doesNotMatch(table, /%|undefined/u);
});
