import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { longestQuery, mostOperators, parseQuery } from "./parseQuery.ts";
import { filtersOf, phrasesOf, printQuery, problemsOf, type ParsedQuery } from "./query.ts";

const withoutOf = ({ parts }: ParsedQuery): readonly string[] =>
  parts.flatMap((part) => (part.kind === "without" ? [part.text] : []));

/** What a query is taken for, in short. */
const read = (query: string) => {
  const parsed = parseQuery(query);
  return {
    text: parsed.text,
    phrases: phrasesOf(parsed),
    without: withoutOf(parsed),
    filters: filtersOf(parsed).map(({ key, excluded, values }) => `${excluded ? "-" : ""}${key}:${values.join("|")}`),
  };
};

const isPlain = (query: string): void =>
  assert.deepEqual(read(query), { text: query, phrases: [], without: [], filters: [] }, query);

test("phrases in the quotation marks of many languages stay in the text as words", () => {
  for (const query of [
    'the "idle timeout" in short',
    "the “idle timeout” in short",
    "the „idle timeout“ in short",
    "the «idle timeout» in short",
    "the « idle  timeout » in short",
    "the »idle timeout« in short",
    "the ״idle timeout״ in short",
    "the 「idle timeout」 in short",
    'the “idle timeout" in short',
  ]) {
    assert.deepEqual(
      read(query),
      { text: "the idle timeout in short", phrases: ["idle timeout"], without: [], filters: [] },
      query,
    );
  }
  assert.deepEqual(read('What does "idle timeout", or ("grace period") mean?'), {
    text: "What does idle timeout, or (grace period) mean?",
    phrases: ["idle timeout", "grace period"],
    without: [],
    filters: [],
  });
  assert.deepEqual(read("“质”这个字一般表示什么？").phrases, ["质"]);
});

test("marks inside words, inches and open quotations are text", () => {
  for (const query of [
    'מהי חובת צה"ל בקיץ',
    "דו״ח שנתי של צה״ל",
    'a 27" and a 32" monitor',
    "5'10\" tall",
    'what is "idle',
    '"',
    '""',
    '" "',
    '"???" why',
    "don't l'été o’clock",
  ])
    isPlain(query);
  assert.deepEqual(read('"דו"ח שנתי" של צה"ל').phrases, ['דו"ח שנתי']);
});

test("words are left out where that can be meant", () => {
  assert.deepEqual(read("backups -tape"), { text: "backups", phrases: [], without: ["tape"], filters: [] });
  assert.deepEqual(read("-tape backups -well-known").without, ["tape", "well-known"]);
  assert.deepEqual(read("backups -tapes retention").without, ["tapes"]);
  assert.deepEqual(read('backups -"tape drive"').without, ["tape drive"]);
  assert.deepEqual(read('what of backups -"tape drive"?').without, ["tape drive"]);
  assert.deepEqual(read("גיבויים -גן"), { text: "גיבויים", phrases: [], without: ["גן"], filters: [] });
  assert.deepEqual(read("копии -лента"), { text: "копии", phrases: [], without: ["лента"], filters: [] });
  assert.deepEqual(read("path:en/ -tape").without, ["tape"]);
});

test("flags, numbers, dashes and questions leave nothing out", () => {
  for (const query of [
    "--dry-run",
    "crate-label --dry-run",
    "a well-known rule",
    "from -5 to -19 degrees",
    "E2f-1, -2, -3 cells",
    "what does rm -rf do",
    "what does find -name do?",
    "comment puis -je avoir cela ?",
    "tar -xzf archive?",
    "ls -la",
    "java -Xmx512m",
    "gcc -Wl,-rpath",
    "the rule -since revised- applies",
    "pages 3 - 5",
    "-",
    "- one",
    "-tape",
    "-tape -drive",
    "-foo.md -a_b",
    "–tape −drive rules",
  ])
    isPlain(query);
});

test("filters with bare, quoted, several and excluded values", () => {
  assert.deepEqual(read('keys path:docs/ ext:md,.txt LANG:he tag:#ops title:"travel policy" modified:2024-05'), {
    text: "keys",
    phrases: [],
    without: [],
    filters: ["path:docs/", "ext:md|.txt", "lang:he", "tag:#ops", "title:travel policy", "modified:2024-05"],
  });
  assert.deepEqual(read('-path:"my notes/*.md" keys').filters, ["-path:my notes/*.md"]);
  assert.deepEqual(read('keys path:"a b","c d",e').filters, ["path:a b|c d|e"]);
  assert.deepEqual(read("title:«ma politique»").filters, ["title:ma politique"]);
  assert.deepEqual(read("which guide lang:fr?").filters, ["lang:fr"]);
  assert.deepEqual(read("modified:>2024-01-01 modified:<7d modified:today modified:2024-01..2024-03").filters, [
    "modified:>2024-01-01",
    "modified:<7d",
    "modified:today",
    "modified:2024-01..2024-03",
  ]);
});

test("what only looks like a filter is text", () => {
  for (const query of [
    "http://example.com/a?b=c",
    "std::vector",
    "path::join",
    "10:30",
    "Note: see below",
    "title: the rule",
    "path:",
    "foo:bar",
    "sub.path:x",
    'foo:"bar',
    "C:\\docs",
    "ext:,,",
  ])
    isPlain(query);
});

test("a filter with a bad value is left out, with a sentence that says why", () => {
  for (const query of [
    "keys modified:soon",
    "keys modified:2024-13",
    "keys modified:2024-02-30",
    "keys modified:2024-05..2024-01",
    "keys lang:klingonese",
    "keys ext:a/b",
    "keys tag:#",
    'keys title:"?!"',
  ]) {
    const parsed = parseQuery(query);
    assert.equal(parsed.text, "keys");
    assert.deepEqual(filtersOf(parsed), []);
    const [problem = "", ...others] = problemsOf(parsed);
    assert.match(problem, /^The filter \w+: was left out: “.+” .+\.$/u);
    assert.equal(others.length, 0);
  }
});

test("characters that direct writing do not hide operators", () => {
  assert.deepEqual(read('\u200Fpath:he/\u200E \u202B"שעות פתיחה"\u202C'), {
    text: "שעות פתיחה",
    phrases: ["שעות פתיחה"],
    without: [],
    filters: ["path:he/"],
  });
});

test("long queries are cut, and operators counted", () => {
  const long = parseQuery("word ".repeat(20_000));
  assert.ok(long.cut);
  assert.ok(long.text.length <= longestQuery);
  assert.equal(filtersOf(parseQuery("ext:md ".repeat(100))).length, mostOperators);
});

const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "“",
    "”",
    "„",
    "«",
    "»",
    "״",
    "「",
    "-",
    "--",
    ":",
    ",",
    " ",
    "  ",
    "?",
    "(",
    ")",
    "..",
    "\u202E",
    "\uD800",
  ),
  fc.constantFrom(
    "path:",
    "-path:",
    "ext:",
    "lang:",
    "tag:",
    "title:",
    "modified:",
    "2024-05",
    "<7d",
    "md",
    "he",
    "soon",
  ),
  fc.constantFrom("word", "two words", 'צה"ל', "ошибка", "质量", "-tape", "rm -rf", "a"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const anyQuery = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));

test("any text parses, and what is printed parses to the same query", () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const parsed = parseQuery(query);
      const again = parseQuery(printQuery(parsed));
      assert.deepEqual(again, parsed);
    }),
    { numRuns: 2000 },
  );
});

test("parsing takes bounded time on hostile text of 100,000 characters", () => {
  for (const unit of [
    '"',
    "“",
    "„ ",
    '"a ',
    "-",
    "-a ",
    "path:",
    'path:"',
    "ext:a,",
    "(",
    '("',
    "質",
    "é\u0301",
    "\uD800",
    "a:",
    "?",
  ]) {
    const query = unit.repeat(Math.ceil(100_000 / unit.length));
    const spent = startCpuTime();
    parseQuery(query);
    assert.ok(spent() < 200, `${unit}: ${spent()} ms`);
  }
});
