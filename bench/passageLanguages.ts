/**
 * Measures the language of passages: how many of pages in one language are told wrong, and how many of pages in two
 * languages of one script are told right. Pages are made of ten paragraphs of question sets.
 *
 *   node bench/passageLanguages.ts --eval DIR
 */
import { parseArgs } from "node:util";
import { loadLanguageDetector } from "../server/src/adapters/languageDetector.ts";
import { passageLanguages } from "../server/src/core/indexing/passageLanguages.ts";
import { languageOf } from "../server/src/core/language/detect.ts";
import { readEvaluationSet } from "./evaluationSet.ts";

const { values: args } = parseArgs({ options: { eval: { type: "string" } } });
if (args.eval === undefined) {
  console.error("usage: passageLanguages.ts --eval DIR");
  process.exit(2);
}
const root = args.eval;
const detect = await loadLanguageDetector();
const paragraphsPerPage = 10;

const paragraphs = (name: string): readonly string[] => readEvaluationSet(root, name).documents.map(({ text }) => text);

function pagesOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const pages = Math.floor(all.length / paragraphsPerPage);
  return Array.from({ length: pages }, (_, page) =>
    all.slice(page * paragraphsPerPage, (page + 1) * paragraphsPerPage),
  );
}

/** Passages, and those that are not told to be in their language. */
function wrongOf(pages: readonly (readonly (readonly [text: string, language: string])[])[]) {
  let [all, wrong] = [0, 0];
  for (const page of pages) {
    const texts = page.map(([text]) => text);
    const told = passageLanguages(texts, languageOf(texts.join("\n").slice(0, 1200), detect), detect);
    for (const [place, [, language]] of page.entries()) {
      all += 1;
      if (told[place] !== language) wrong += 1;
    }
  }
  return { all, wrong };
}

for (const [name, language] of [
  ["xquad/en", "en"],
  ["xquad/es", "es"],
  ["xquad/ru", "ru"],
  ["xquad/ar", "ar"],
  ["cnil-fr", "fr"],
  ["squad2", "en"],
  ["scifact-train", "en"],
] as const) {
  const { all, wrong } = wrongOf(pagesOf(paragraphs(name).map((text) => [text, language] as const)));
  console.log(`${name.padEnd(16)} one language   ${wrong} of ${all} passages wrong`);
}
for (const [first, second] of [
  [
    ["xquad/en", "en"],
    ["xquad/es", "es"],
  ],
  [
    ["xquad/en", "en"],
    ["cnil-fr", "fr"],
  ],
  [
    ["cnil-fr", "fr"],
    ["xquad/es", "es"],
  ],
] as const) {
  const halves = [first, second].map(([name, language]) =>
    pagesOf(
      paragraphs(name)
        .slice(0, 240)
        .map((text) => [text, language] as const),
    ),
  );
  const pages = (halves[0] ?? []).map((page, place) => [
    ...page.slice(0, paragraphsPerPage / 2),
    ...(halves[1]?.[place] ?? []).slice(0, paragraphsPerPage / 2),
  ]);
  const { all, wrong } = wrongOf(pages);
  console.log(`${`${first[1]} and ${second[1]}`.padEnd(16)} two languages  ${wrong} of ${all} passages wrong`);
}
