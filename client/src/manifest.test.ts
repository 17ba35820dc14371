import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { restrictedSettings, settingsSchema } from "../../protocol/settings.ts";

const root = join(import.meta.dirname, "../..");

interface Command {
  readonly command: string;
  readonly category: string;
  readonly title: string;
}

interface Manifest {
  readonly icon: string;
  readonly main: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
    readonly languages: readonly { readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
  };
}

const texts = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Readonly<Record<string, string>>;

/** The manifest as the editor reads it, with the English texts in their places. */
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"), (_, value: unknown) =>
  typeof value === "string" ? value.replace(/^%(.+)%$/, (_, key: string) => texts[key] ?? value) : value,
) as Manifest;

/** The schema's settings in the words of `contributes.configuration`. */
function expectedProperties(): Readonly<Record<string, unknown>> {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: "input" });
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, withoutUnboundedLimits(property as object)]),
  );
}

/** zod gives whole numbers the largest safe one as their limit, which says nothing to people. */
const withoutUnboundedLimits = (property: object): object =>
  Object.fromEntries(
    Object.entries(property).filter(([key, value]) => key !== "maximum" || value !== Number.MAX_SAFE_INTEGER),
  );

void test("the manifest's settings are those of the schema: names, types, defaults, limits, descriptions", () => {
  const actual = manifest.contributes.configuration.properties;
  const expected = expectedProperties();
  assert.deepEqual(
    actual,
    expected,
    `Put this into contributes.configuration.properties of package.json:\n${JSON.stringify(expected, null, 2)}`,
  );
});

void test("a restricted workspace is kept from the same settings by the editor and by the server", () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, restrictedSettings);
});

void test("commands stand under one category, and menus and keys name commands that exist", () => {
  const { commands, keybindings, menus } = manifest.contributes;
  assert.deepEqual([...new Set(commands.map(({ category }) => category))], ["Ask Docs"]);
  const ids = new Set(commands.map(({ command }) => command));
  assert.equal(ids.size, commands.length);
  for (const { command } of [...keybindings, ...Object.values(menus).flat()]) assert.ok(ids.has(command), command);
});

void test("every command of the manifest is registered", () => {
  const sources = [
    "askCommands",
    "conversationCommands",
    "historyCommands",
    "searchCommand",
    "indexCommands",
    "modelCommands",
    "chatCommands",
    "doctorCommands",
    "egressCommands",
    "evaluationCommands",
    "inlineCommands",
    "sampleCommand",
    "similarCommands",
    "judgeCommands",
    "shotsCommands",
  ].map((name) => `client/src/commands/${name}.ts`);
  const code = [...sources, "client/src/status/statusPick.ts"]
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  for (const { command } of manifest.contributes.commands) {
    assert.match(code, new RegExp(`registerCommand\\(\\s*\\w+,\\s*"${command}"`), `${command} is not registered.`);
  }
});

void test("the files that the manifest names are there", () => {
  const { viewsContainers, languages, grammars, walkthroughs } = manifest.contributes;
  const paths = [
    manifest.icon,
    ...viewsContainers.activitybar.map(({ icon }) => icon),
    ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ...languages.map(({ configuration }) => configuration),
    ...grammars.map(({ path }) => path),
  ];
  for (const path of paths) assert.ok(existsSync(join(root, path)), path);
  for (const { path, scopeName } of grammars) {
    const grammar = JSON.parse(readFileSync(join(root, path), "utf8")) as { readonly scopeName: string };
    assert.equal(grammar.scopeName, scopeName);
  }
});
