import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createMarkdownParser } from "../documents/markdown/markdownParser.ts";
import { createAnalyser } from "../language/analyse.ts";
import { collectDefinitions } from "./collectDefinitions.ts";
import { excerptOf, standsIn } from "./excerpt.ts";
import { keysOf, writingsOf } from "./termKeys.ts";

const parser = createMarkdownParser();
const analyser = createAnalyser();
const collect = (text: string, language = "en", path = "notes/page.md") =>
  collectDefinitions({ path, text, document: parser.parse(text), language }, analyser);
const found = (text: string, language = "en"): readonly string[] =>
  collect(text, language).map(({ kind, term }) => `${kind}: ${term}`);

test("paragraphs and list items that begin with a marked term", () => {
  assert.deepEqual(found("**RPO**: how much work may be lost.\n"), ["label: RPO"]);
  assert.deepEqual(found("- **Sealed copy** — a yearly snapshot on tape.\n"), ["label: Sealed copy"]);
  assert.deepEqual(found("**Chunk:** the piece of a file that is sent on its own.\n"), ["label: Chunk"]);
  assert.deepEqual(found("An *incident* is any event that may have exposed data.\n"), ["term: incident"]);
  assert.deepEqual(found("- `--since <date>` copies only files changed after the date.\n"), ["table: --since"]);
  assert.deepEqual(found("**Fonds** : ensemble des documents produits par une personne.\n", "fr"), ["label: Fonds"]);
  assert.deepEqual(found("**Фонд** — это документы одного учреждения.\n", "ru"), ["label: Фонд"]);
  assert.deepEqual(found("**חטיבה**: כלל הרשומות שיצר אדם אחד.\n", "he"), ["label: חטיבה"]);
});

test("definition lists, with several terms and explanations", () => {
  const text =
    "Snapshot\n: The state of the folders\nat one moment.\n\nRPO\nRecovery point\n: How much may be lost.\n: A target.\n";
  const definitions = collect(text);
  assert.deepEqual(
    definitions.map(({ kind, term, excerpt }) => `${kind}: ${term} = ${excerpt}`),
    [
      "glossary: Snapshot = The state of the folders at one moment.",
      "glossary: RPO = How much may be lost. A target.",
      "glossary: Recovery point = How much may be lost. A target.",
    ],
  );
});

test("glossary tables, code tables, and tables that explain nothing", () => {
  const table = (head: string, ...rows: readonly string[]): string =>
    `${head}\n${head.replace(/[^|]+/gu, "---")}\n${rows.join("\n")}\n`;
  const [rpo] = collect(
    table("| Short | Long form | Meaning |", "| RPO | recovery point objective | how much may be lost |"),
  );
  assert.ok(rpo);
  assert.deepEqual(rpo.keys, ["rpo", ...keysOf("recovery point objective", "en", analyser, false)]);
  assert.equal(rpo.kind, "glossary");
  assert.equal(rpo.excerpt, "RPO · recovery point objective · how much may be lost");
  assert.deepEqual(found(table("| Code | What to do |", "| ERR_1042 | Run the repair on the snapshot |")), [
    "table: ERR_1042",
  ]);
  assert.deepEqual(found(table("| קיצור | פירוש |", "| ח״ק | חדר הקירור |"), "he"), ["glossary: ח״ק"]);
  assert.deepEqual(found(table("| Name | Office |", "| Ann | Leeds |")), []);
});

test("headings that the text under them explains, and identifiers", () => {
  assert.deepEqual(found("## Snapshot\n\nA snapshot is the state of all folders.\n"), ["heading: Snapshot"]);
  assert.deepEqual(found("## `foldkeep.json`\n\nRead at every start.\n"), ["heading: foldkeep.json"]);
  assert.deepEqual(found("### ERR_1042 in detail\n\nA chunk was damaged.\n"), ["mention: ERR_1042"]);
  assert.deepEqual(found("## Opening hours\n\nCome in when the lights are on.\n"), []);
  assert.deepEqual(found("## Snapshot\n\n### Older ones\n"), []);
});

test("labels, instructions and common words define nothing", () => {
  for (const text of [
    "**Note**: the server must be stopped first.",
    "**Introduction** — this is what the page is about.",
    "**Network**: Choose the one with two subnets.",
    "**To open the console** is easy for everybody.",
    "**The**: a word that is an article.",
    "## Overview\n\nOverview is the first part of the page.",
    "**Use global indexes.** They make reading quick for everybody.",
    "**Name**\nProvide a unique name for the job.",
  ])
    assert.deepEqual(found(`${text}\n`), [], text);
});

test("in a document that explains words, headings and unmarked entries are terms too", () => {
  const text =
    "# Glossary\n\n## Quiet hour\n\nFrom five to six in the morning.\n\n- Fonds: the records of one person.\n";
  assert.deepEqual(found(text), ["glossary: Quiet hour", "glossary: Fonds"]);
});

test("a short form and its long form are two writings of one term", () => {
  assert.deepEqual(writingsOf("Recovery point objective (RPO)"), ["Recovery point objective", "RPO"]);
  assert.deepEqual(writingsOf("RPO (recovery point objective)"), ["RPO", "recovery point objective"]);
  assert.deepEqual(writingsOf("Searching (console)"), ["Searching"]);
});

test("an excerpt has at most three lines of a hundred characters and stands in its source", () => {
  const words = fc.array(fc.constantFrom("word", "ארון", "字典字典字典字典", "x".repeat(150), "a"), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(words, (parts) => {
      const excerpt = excerptOf(parts.join(" "));
      const lines = excerpt.split("\n");
      assert.ok(lines.length <= 3 && lines.every((line) => line.length <= 121));
      assert.ok(standsIn(excerpt, parts.join("\n> **")));
    }),
  );
  assert.equal(standsIn("words that moved", "moved that words"), false);
});

test("whatever is written, ranges lie in the text, hold the term and the excerpt, and nothing throws", () => {
  const piece = fc.constantFrom(
    ...[
      "**RPO**",
      ": ",
      "is ",
      "\n",
      "\n\n",
      "- ",
      "| a | b |\n",
      "|---|---|\n",
      "`code_1`",
      "# ",
      "x is a y of z ",
      "(",
      ")",
    ],
    ...["Term\n: meaning of it", "\r\n", "*", "_", "[a](b.md)", '<a name="b"></a>', "\\", "חטיבה", "字典", "\ud83d"],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join(" ");
      for (const { term, start, end, excerptStart, excerpt, keys } of collect(text)) {
        assert.ok(0 <= start && start <= excerptStart && excerptStart < end && end <= text.length);
        assert.ok(keys.length > 0);
        assert.ok(standsIn(term, text.slice(start, end)));
        assert.ok(standsIn(excerpt, text.slice(excerptStart, end)));
      }
    }),
    { numRuns: 1000 },
  );
});
