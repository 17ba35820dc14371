import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  builtInTemplates,
  orderNames,
  selectorNames,
  type Demonstration,
  type FrontMatter,
  type ShotsDocument,
  type ShotsProvenance,
} from "../shotsDocument.ts";
import { parse as parseYaml } from "yaml";
import type { TextRange } from "../../documents/document.ts";
import { unescape } from "./escapes.ts";
import { readProvenance } from "./provenanceLine.ts";
import type { FieldLayout } from "./shotsLayout.ts";
import { parseShots, type ParsedShots } from "./parseShots.ts";
import { serialiseShots } from "./serialiseShots.ts";

/** Pieces that the format, YAML or an editor could take for something else. */
const treacherous = fc.constantFrom(
  ...[
    "\u202e",
    "\u2066",
    "\r",
    "\r\n",
    "\n",
    "\u2028",
    "\u2029",
    "\u0085",
    "\ufeff",
    "\u00a0",
    "\t",
    " ",
    "|",
    "| ",
    "#",
  ],
  ...["===", "=== a", "---", "@ a 0-1 sha256:0123456789abcdef", "\\u{", "\\u{41}", "\\u{5C}u{", "\\n", "C:\\new", "}"],
  ...["label: x", "%20", "%", "\u0000", "\u001b", "\u007f", "\ud83d\ude00", "שלום", "null", "1", "~", ": ", "'", '"'],
);
const text = fc
  .array(fc.oneof(treacherous, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), { maxLength: 6 })
  .map((pieces) => pieces.join(""));
const someText = text.filter((value) => value !== "");
const word = fc.stringMatching(/^[\p{L}\p{N}-]+$/u, { maxLength: 8 });
const fieldName = fc.oneof(
  fc.constantFrom("text", "label", "answer", "שאלה", "вопрос", "q_1"),
  fc.stringMatching(/^\p{L}[\p{L}\p{M}\p{N}_-]{0,5}$/u),
);

/** A record without the keys whose value is `undefined`. */
const present = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const provenance: fc.Arbitrary<ShotsProvenance> = fc
  .record(
    {
      path: someText,
      startOffset: fc.nat(),
      length: fc.nat(),
      contentHash: fc.stringMatching(/^[0-9a-f]{16,64}$/u),
      language: fc.constantFrom("en", "he", "und"),
      kind: word,
      confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      flags: fc.array(word, { minLength: 1, maxLength: 3 }),
    },
    { noNullPrototype: true, requiredKeys: ["path", "startOffset", "length", "contentHash"] },
  )
  .map(({ length, ...rest }) => ({ ...rest, endOffset: rest.startOffset + length }));

const demonstration: fc.Arbitrary<Demonstration> = fc.record(
  {
    name: someText,
    provenance: fc.array(provenance, { maxLength: 2 }),
    fields: fc.array(
      fc.record(
        { name: fieldName, value: text, provenance: fc.array(provenance, { maxLength: 2 }) },
        { noNullPrototype: true },
      ),
      {
        maxLength: 4,
      },
    ),
  },
  { noNullPrototype: true, requiredKeys: ["provenance", "fields"] },
);

const frontMatter: fc.Arbitrary<FrontMatter> = fc.record(
  {
    shots: fc.constant(1 as const),
    task: text,
    template: fc.oneof(
      fc.constantFrom(...builtInTemplates),
      fc.record({ demonstration: text, separator: text }, { noNullPrototype: true, requiredKeys: ["demonstration"] }),
    ),
    labels: fc.uniqueArray(text, { maxLength: 4 }),
    budget: fc.integer({ min: 1 }),
    selector: fc.constantFrom(...selectorNames),
    order: fc.constantFrom(...orderNames),
    seed: fc.maxSafeInteger(),
    model: text,
    test: text,
    others: fc.dictionary(
      someText.filter((key) => !/^(?:shots|task|template|labels|budget|selector|order|seed|model|test)$/u.test(key)),
      fc.oneof(
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(text),
        fc.dictionary(text, text, { noNullPrototype: true }),
      ),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  },
  { noNullPrototype: true, requiredKeys: ["shots"] },
);

const anyDocument: fc.Arbitrary<ShotsDocument> = fc.record(
  { frontMatter: frontMatter.map(present), demonstrations: fc.array(demonstration.map(present), { maxLength: 4 }) },
  { noNullPrototype: true },
);

/** Faults between parts, which any documents may have, and those of keys that are kept. */
const aboutContent = ["repeated-name", "missing-field", "extra-field", "field-order", "unknown-label", "unknown-key"];
const faultsOfForm = ({ faults }: ParsedShots) => faults.filter(({ kind }) => !aboutContent.includes(kind));

test("any document is read as it was written, with either line end and with a byte order mark", () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const written = serialiseShots(document);
      for (const variant of [written, `\ufeff${written}`, written.replaceAll("\n", "\r\n")]) {
        const parsed = parseShots(variant);
        assert.deepEqual(parsed.document, document);
        assert.deepEqual(faultsOfForm(parsed), []);
      }
      assert.equal(serialiseShots(parseShots(written).document), written);
    }),
    { numRuns: 300 },
  );
});

test("nothing is written that an editor would trim, break at or show misleadingly", () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const written = serialiseShots({ ...document, frontMatter: { shots: 1, task: document.frontMatter.task ?? "" } });
      const paths = document.demonstrations.flatMap((one) =>
        [...one.provenance, ...one.fields.flatMap((field) => field.provenance)].map(({ path }) => path),
      );
      const misleading = /[\u202a-\u202e\u2066-\u2069]/u;
      assert.doesNotMatch(written, /[^\S\n]$|[\r\u0085\u2028\u2029\u0000-\u0008\u000b-\u001f]/mu);
      if (!paths.some((path) => misleading.test(path))) assert.doesNotMatch(written, misleading);
    }),
  );
});

test("a text is changed no more than it has to be", () => {
  const field = (value: string): string =>
    serialiseShots({
      frontMatter: { shots: 1 },
      demonstrations: [{ provenance: [], fields: [{ name: "text", value, provenance: [] }] }],
    }).slice("---\nshots: 1\n---\n\n===\n".length, -1);
  assert.equal(field("C:\\new \\d+ \\alpha # | === @ a"), "text: C:\\new \\d+ \\alpha # | === @ a");
  assert.equal(field("a\tb"), "text: a\tb");
  assert.equal(field(" a "), "text: \\u{20}a\\u{20}");
  assert.equal(field("a \n\n b"), "text:\n| a\\u{20}\n|\n|  b");
  assert.equal(field("\\u{41}"), "text: \\u{5C}u{41}");
  assert.equal(field("a\u202eb\u2028c\rd"), "text: a\\u{202E}b\\u{2028}c\\u{D}d");
  assert.equal(field(""), "text:");
  assert.equal(field("שלום, עולם"), "text: שלום, עולם");
});

test("every range of the layout slices back to what was written", () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom("\n", "\r\n"), (document, end) => {
      const written = serialiseShots(document).replaceAll("\n", end);
      const { layout } = parseShots(written);
      const slice = (range: TextRange): string => written.slice(range.start, range.end);
      const read = (range: TextRange): string => unescape(slice(range), range.start, []);
      const provenanceOf = (range: TextRange) => readProvenance({ ...range, text: slice(range), next: 0 }, []);
      for (const [at, { name, provenance, fields }] of document.demonstrations.entries()) {
        const place = layout.demonstrations[at];
        assert.ok(place);
        assert.equal(place.name === undefined ? undefined : read(place.name), name);
        assert.deepEqual(place.provenance.map(provenanceOf), provenance);
        for (const [index, field] of fields.entries()) {
          const part: FieldLayout | undefined = place.fields[index];
          assert.ok(part);
          assert.equal(slice(part.name), field.name);
          assert.equal(part.lines.length > 0 ? part.lines.map(read).join("\n") : read(part.value), field.value);
          assert.deepEqual(part.provenance.map(provenanceOf), field.provenance);
        }
      }
      const keys = layout.frontMatter?.keys ?? [];
      const { labels = [] } = document.frontMatter;
      const listed = keys.find(({ name }) => name === "labels")?.items ?? [];
      assert.deepEqual(
        listed.flatMap((range): unknown => parseYaml(`[${slice(range)}]`)),
        labels,
      );
    }),
  );
});
