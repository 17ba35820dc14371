import assert from "node:assert/strict";
import { before, test, type TestContext } from "node:test";
import fc from "fast-check";
import type { Service } from "../../server/src/core/service.ts";
import { startCpuTime } from "../support/cpuTime.ts";
import { openMemoryFolder } from "../support/memoryFolder.ts";

const pages = new Map([
  ["en.md", "# Backups\n\nBackups are kept for 35 days, then they are deleted.\n"],
  ["he.md", "# גיבויים\n\nהגיבויים נשמרים שלושים וחמישה ימים.\n"],
  ["ru.md", "# Копии\n\nРезервные копии хранятся 35 дней.\n"],
  ["zh.md", "# 备份\n\n备份保留三十五天，然后删除。\n"],
]);

/** Milliseconds: a query of 100,000 characters takes a tenth of it on an idle machine. */
/** Milliseconds of processor time for two searches and an answer. */
const limit = 3000;
let service: Service;

before(async (context) => {
  service = await openMemoryFolder(context as TestContext, pages);
});

/** Searches and asks; every text that comes back must stand in its file. */
async function survives(query: string): Promise<void> {
  const spent = startCpuTime();
  for (const lastWordIsPrefix of [false, true]) {
    const { hits } = await service.search(query, { mode: "hybrid", vectors: "stored", depth: 5, lastWordIsPrefix });
    for (const { file, passage, score } of hits) {
      assert.ok(Number.isFinite(score));
      assert.equal(pages.get(file.path)?.slice(passage.start, passage.end), passage.text);
    }
  }
  const { citations, confidence } = await service.ask(query, { vectors: "stored" });
  assert.ok(confidence >= 0 && confidence <= 1);
  for (const { path, startOffset, endOffset, quote } of citations)
    assert.equal(pages.get(path)?.slice(startOffset, endOffset), quote);
  assert.ok(spent() < limit, `${spent()} ms for ${query.length} characters`);
}

const long = (unit: string): string => unit.repeat(Math.ceil(100_000 / unit.length));

const hostile: Readonly<Record<string, string>> = {
  "stop words": "the of and to in a is",
  punctuation: "?!… — ,;: () [] {} ///",
  "100,000 characters of one word": long("a"),
  "100,000 characters of words": long("backup kept "),
  "100,000 characters of a script without spaces": long("备份保留"),
  "100,000 quotation marks": long('"'),
  "100,000 hyphens": long("-"),
  "100,000 filters": long("path:a "),
  "unbalanced quotes": 'backups "kept for “35 days „then',
  "bidi controls": "\u202Ebackups\u202C \u2066kept\u2069\u200F",
  "lone surrogates": "\uD800 backups \uDC00kept\uD83D",
  emoji: "👩‍👩‍👧‍👦 backups 🇮🇱 kept 🕛",
  "thousands of combining marks": `b${"\u0301".repeat(5000)}ackups ${"\u05B0".repeat(5000)}`,
  NUL: "backups\0kept\0",
  "line ends": "backups\r\nkept\u2028for\u2029days",
};

for (const [what, query] of Object.entries(hostile))
  test(`a query of ${what} takes bounded time and breaks nothing`, () => survives(query));

test("any query breaks nothing", async () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(
      "backups",
      "גיבויים",
      "копии",
      "备份",
      '"',
      "-",
      "path:",
      "lang:he",
      "modified:",
      "\u202E",
      "\uD800",
    ),
  );
  const query = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(" "));
  await fc.assert(fc.asyncProperty(query, survives), { numRuns: 150 });
});
