/**
 * How many planted copies and light paraphrases of test rows are found among training rows, and how many other rows are
 * taken for such: chooses the least similarity of a near duplicate. Training rows alone are used: 400 stand for a test.
 *
 *   node bench/leaks.ts --eval DIR [--sets trec,sst2]
 */
import { parseArgs } from "node:util";
import { seededRandom } from "../server/src/core/evaluation/bootstrap.ts";
import { comparedTerms } from "../server/src/core/fewShot/duplicates/comparedTerms.ts";
import { createNearDuplicates } from "../server/src/core/fewShot/duplicates/nearDuplicates.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { readFewShotRows } from "./fewShotRows.ts";

const { values: args } = parseArgs({
  options: { eval: { type: "string" }, sets: { type: "string", default: "trec,sst2" } },
});
if (args.eval === undefined) {
  console.error("usage: leaks.ts --eval DIR [--sets A,B]");
  process.exit(2);
}

const held = 400;
const limits = [0.5, 0.55, 0.6, 0.65, 0.7];
const synonyms: Readonly<Record<string, string>> = {
  film: "movie",
  movie: "film",
  good: "great",
  funny: "amusing",
  big: "large",
  small: "little",
  person: "individual",
  first: "earliest",
  invented: "created",
  famous: "well-known",
  best: "finest",
  very: "really",
  country: "nation",
  called: "named",
  bad: "poor",
  story: "tale",
  city: "town",
  kind: "sort",
  what: "which",
  who: "which person",
};
const dropped = new Set(["the", "a", "an", "of", "is", "in", "it", "this", "'s", ",", "."]);
const openings = ["please tell me :", "i think that", "honestly ,", "so ,"];

/** One or two light changes: a synonym, a small word less, clauses turned round, an opening, a slip, an ending, a swap. */
function paraphrase(text: string, random: () => number): string {
  let words = text.split(" ");
  const any = (accepts: (word: string) => boolean): number => {
    const places = [...words.keys()].filter((at) => accepts(words[at] ?? ""));
    return places[Math.floor(random() * places.length)] ?? -1;
  };
  const changes: readonly (() => boolean)[] = [
    () =>
      replaceAt(
        any((word) => synonyms[word.toLowerCase()] !== undefined),
        (word) => synonyms[word.toLowerCase()] ?? word,
      ),
    () => {
      const at = any((word) => dropped.has(word.toLowerCase()));
      if (at !== -1) words.splice(at, 1);
      return at !== -1;
    },
    () => {
      const comma = words.indexOf(",");
      if (comma < 1 || comma > words.length - 3) return false;
      words = [...words.slice(comma + 1).filter((word) => word !== "." && word !== "?"), ",", ...words.slice(0, comma)];
      return true;
    },
    () => {
      words = [openings[Math.floor(random() * openings.length)] ?? "", ...words];
      return true;
    },
    () =>
      replaceAt(
        any((word) => word.length > 5),
        (word) => {
          const at = 1 + Math.floor(random() * (word.length - 3));
          return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
        },
      ),
    () =>
      replaceAt(
        any((word) => /^[a-z]{4,}$/u.test(word)),
        (word) => (word.endsWith("s") ? word.slice(0, -1) : `${word}s`),
      ),
    () => {
      const at = Math.floor(random() * (words.length - 1));
      const [left = "", right = ""] = [words[at], words[at + 1]];
      words.splice(at, 2, right, left);
      return true;
    },
  ];
  function replaceAt(at: number, change: (word: string) => string): boolean {
    if (at === -1) return false;
    words[at] = change(words[at] ?? "");
    return true;
  }
  let left = 1 + Math.floor(random() * 2);
  for (let tries = 0; left > 0 && tries < 30; tries += 1)
    if (changes[Math.floor(random() * changes.length)]?.() === true) left -= 1;
  return words.join(" ");
}

const analyser = createAnalyser();
for (const set of args.sets.split(",")) {
  const rows = readFewShotRows(args.eval, set, "train");
  const random = seededRandom(5);
  const near = createNearDuplicates({
    termsOf: (text) => comparedTerms(analyser, text, "en"),
    least: limits[0] ?? 0.5,
  });
  const test = new Set<number>();
  while (test.size < held) test.add(Math.floor(random() * rows.length));
  for (const [at, { input }] of rows.entries()) if (!test.has(at)) near.add(input);
  const others = rows.length - held;
  const planted = new Map(
    Array.from(test, (at) => {
      const text = rows[at]?.input ?? "";
      return [at, { text, copy: near.add(text.toUpperCase()), changed: near.add(paraphrase(text, random)) }];
    }),
  );
  const found = Array.from(planted.values(), ({ text, copy, changed }) => ({ all: near.find(text), copy, changed }));
  for (const least of limits) {
    const kept = found.map(({ all, ...places }) => ({
      all: all.filter(({ similarity }) => similarity >= least),
      ...places,
    }));
    const share = (of: "copy" | "changed") =>
      kept.filter((each) => each.all.some(({ index }) => index === each[of])).length / held;
    const wrong = new Set(kept.flatMap(({ all }) => all.flatMap(({ index }) => (index < others ? [index] : []))));
    console.log(
      JSON.stringify({ set, least, copies: share("copy"), paraphrases: share("changed"), others: wrong.size / others }),
    );
  }
}
