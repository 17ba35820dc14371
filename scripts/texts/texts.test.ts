import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { config, t } from "@vscode/l10n";
import { plural, type Bundle } from "../../protocol/translate.ts";
import { settingsSchema } from "../../protocol/settings.ts";
import { interfaceTexts, languageKey, translatedLanguages, wantedKeys } from "./keys.ts";
import { wordsInTemplates } from "./viewTexts.ts";

const root = join(import.meta.dirname, "../..");
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const readTexts = (path: string): Bundle => readJson(path) as Bundle;
const bundleOf = (language: string): Bundle => readTexts(`l10n/bundle.l10n.${language}.json`);

/** Its placeholders, sorted. */
const placeholders = (text: string): readonly string[] => (text.match(/\{\d+\}/gu) ?? []).sort();

/** Hebrew has forms for one and for two alone, which say the number in a word. */
const saysItsNumber = (language: string, key: string): boolean => language === "he" && /\/(one|two)$/u.test(key);

/** French sets a space that does not break before these marks and inside of its quotation marks. */
const frenchSlips = /(?<![\u00a0\dhspt])[:;?!»](?=\s|$)|«(?!\u00a0)|[\u0020][:;?!»]/u;

const { texts, unreadable, tooEarly } = interfaceTexts(root);

void test("every text is written where it is used, so that it can be found", () => {
  assert.ok(texts.length > 200, `${texts.length} texts were found.`);
  assert.deepEqual(unreadable, [], "Give t() and plural() their texts as literals.");
});

void test("no text is asked for before the language is known", () => {
  assert.deepEqual(tooEarly, [], "Call t() and plural() in a function.");
});

void test("no view of the panel holds words of its own", () => {
  const folder = join(root, "client/webview/view");
  const words = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => wordsInTemplates(join(folder, name)).map((word) => `${name}: ${word}`));
  assert.deepEqual(words, [], "Give views their words by t().");
});

void test("the languages of the setting, of the bundles and of the manifest are the same", () => {
  const chosen = settingsSchema.shape["askDocs.language"].unwrap().options.filter((name) => !/^(auto|en)$/.test(name));
  assert.deepEqual(chosen, [...translatedLanguages]);
  const bundles = translatedLanguages.map((language) => `bundle.l10n.${language}.json`);
  assert.deepEqual(readdirSync(join(root, "l10n")).sort(), bundles);
  const manifests = readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name));
  assert.deepEqual(
    manifests.sort(),
    translatedLanguages.map((language) => `package.nls.${language}.json`),
  );
});

for (const language of translatedLanguages) {
  void test(`${language}: nothing is missing from the bundle, and nothing is left over`, () => {
    const bundle = bundleOf(language);
    const keys = Object.keys(bundle);
    const wanted = wantedKeys(texts, language);
    const missing = wanted.filter((key) => !keys.includes(key));
    const leftOver = keys.filter((key) => !wanted.includes(key));
    assert.deepEqual({ missing, leftOver }, { missing: [], leftOver: [] });
    assert.equal(bundle[languageKey], language);
  });

  void test(`${language}: each text has something to say, and the placeholders of the English one`, () => {
    for (const [key, text] of [...Object.entries(bundleOf(language)), ...Object.entries(manifestTexts(language))]) {
      assert.notEqual(text.trim(), "", key);
      const english = manifestTexts()[key] ?? key;
      const wanted = placeholders(english);
      const missing = wanted.filter((name) => !text.includes(name));
      const spared = missing.length === 1 && saysItsNumber(language, key) ? missing : [];
      assert.deepEqual([...placeholders(text), ...spared].sort(), wanted, `${key}: ${text}`);
    }
  });

  void test(`${language}: the manifest's texts are those of the English one`, () => {
    assert.deepEqual(Object.keys(manifestTexts(language)), Object.keys(manifestTexts()));
  });
}

function manifestTexts(language?: string): Bundle {
  return readTexts(language === undefined ? "package.nls.json" : `package.nls.${language}.json`);
}

void test("the manifest shows people nothing but texts of package.nls.json, and all of them", () => {
  const manifest = readJson("package.json") as Readonly<Record<string, unknown>>;
  const shown = shownTexts({
    description: manifest["description"],
    ...pick(manifest, ["capabilities", "contributes"]),
  });
  // A name is the same in every language.
  const names: readonly string[] = ["Ask Docs", "shots", "docs", "search", "askDocs_search"];
  const keys = shown.filter((text) => !names.includes(text)).map((text) => /^%(.+)%$/.exec(text)?.[1] ?? text);
  assert.deepEqual([...new Set(keys)].sort(), Object.keys(manifestTexts()).sort());
});

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, from[name]]));

/** Parts of a manifest that are shown; what only a language model reads, `modelDescription` and `inputSchema`, is English. */
const shownParts =
  /^(title|shortTitle|description|markdownDescription|enumDescriptions|label|name|aliases|category|altText|contents|displayName|fullName|sampleRequest|userDescription)$/;

function shownTexts(part: unknown, name = ""): readonly string[] {
  if (typeof part === "string") return shownParts.test(name) ? [part] : [];
  if (Array.isArray(part)) return part.flatMap((each) => shownTexts(each, name));
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === "inputSchema" ? [] : shownTexts(value, key)));
}

void test("French is set as French is", () => {
  for (const text of [...Object.values(bundleOf("fr")), ...Object.values(manifestTexts("fr"))]) {
    const words = text.replaceAll(
      /"phrase".*|\S+:\/\/\S+|(?:KEY|NAME|\{0\}):(?: VALUE| value)?(?=[\s.])|file:|\{ "[^}]*\}/gu,
      "",
    );
    assert.doesNotMatch(words, frenchSlips);
    assert.doesNotMatch(words, /'/, "An apostrophe is ’.");
  }
});

void test("a number asks for its form in each language", (context) => {
  context.after(() => config({ contents: {} }));
  const pages = (count: number): string => plural(t, count, { one: "{0} page", other: "{0} pages" }, count);
  const told = (language: string): readonly string[] => {
    config({ contents: bundleOf(language) });
    return [0, 1, 2, 5, 21].map(pages);
  };
  assert.deepEqual(told("ru"), ["0 страниц", "1 страница", "2 страницы", "5 страниц", "21 страница"]);
  assert.deepEqual(told("he"), ["0 דפים", "דף 1", "2 דפים", "5 דפים", "21 דפים"]);
  assert.deepEqual(told("fr"), ["0 page", "1 page", "2 pages", "5 pages", "21 pages"]);
  config({ contents: {} });
  assert.deepEqual([0, 1, 2].map(pages), ["0 pages", "1 page", "2 pages"]);
});
