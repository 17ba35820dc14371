/**
 * Measures search while and as people type: questions as they are, with misspelt words, and cut inside their last word;
 * on sets that are indexed and embedded already or are so first.
 *
 *   node bench/typing.ts --eval DIR --work DIR [--sets squad2,xquad/ru] [--every 3] [--modes bm25,hybrid]
 *     [--kinds clean,typos,cut] [--typos 1] [--settings FILE.json]
 *
 * `--typos`: misspelt words of each question: a letter left out, put in, replaced, or two swapped, anywhere in a word of
 * four letters or more. `--settings`: `{ "name": { ...parameters of questionWords } }`, in place of none and the defaults.
 * Prints nDCG@10 of each setting for each kind of question, and how many words were corrected.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mean, seededRandom } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import {
  defaultQuestionWordsParameters,
  type QuestionWordsParameters,
} from "../server/src/core/lexical/questionWords.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";
import type { SearchMode } from "../server/src/core/search/search.ts";
import { readEvaluationSet } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "squad2,xquad/en,xquad/ru,xquad/es,cnil-fr,heq-he,xquad/ar,scifact-train" },
    every: { type: "string", default: "3" },
    modes: { type: "string", default: "bm25,hybrid" },
    kinds: { type: "string", default: "clean,typos,cut" },
    typos: { type: "string", default: "1" },
    settings: { type: "string" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error(
    "usage: typing.ts --eval DIR --work DIR [--sets A,B] [--every N] [--modes bm25] [--settings FILE.json]",
  );
  process.exit(2);
}

type Settings = Readonly<Record<string, Partial<QuestionWordsParameters>>>;
const settings: Settings =
  args.settings === undefined
    ? { none: { correctionWeights: [0, 0], completionWeight: 0 }, default: {} }
    : (JSON.parse(readFileSync(args.settings, "utf8")) as Settings);
const modes = args.modes.split(",") as SearchMode[];
const longWord = /\p{L}[\p{L}\p{M}]{3,}/gu;

/** The word with one edit, at a random place. */
function misspell(word: string, letters: readonly string[], random: () => number): string {
  const characters = Array.from(word);
  const at = Math.floor(random() * characters.length);
  const letter = letters[Math.floor(random() * letters.length)] ?? "";
  const kind = Math.floor(random() * 4);
  if (kind === 0) characters.splice(at, 1);
  else if (kind === 1) characters.splice(at, 0, letter);
  else if (kind === 2) characters[at] = letter;
  else {
    const first = Math.min(at, characters.length - 2);
    const pair = characters.slice(first, first + 2).reverse();
    characters.splice(first, 2, ...pair);
  }
  return characters.join("");
}

/** The question with `count` of its longer words misspelt. */
function withTypos(question: string, count: number, letters: readonly string[], random: () => number): string {
  const words = Array.from(question.matchAll(longWord));
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, words.length)) chosen.add(Math.floor(random() * words.length));
  return Array.from(words.entries())
    .filter(([place]) => chosen.has(place))
    .reverse()
    .reduce((text, [, { 0: word, index }]) => {
      return text.slice(0, index) + misspell(word, letters, random) + text.slice(index + word.length);
    }, question);
}

/** The question as far as it is typed when half its words, and some letters of the next, are there. */
function cutInWord(question: string, random: () => number): string | undefined {
  const words = Array.from(question.matchAll(longWord));
  const last = words[Math.floor(words.length / 2)];
  if (last === undefined) return undefined;
  return question.slice(0, last.index + 2 + Math.floor(random() * (last[0].length - 2)));
}

for (const name of args.sets.split(",")) {
  const set = readEvaluationSet(evalRoot, name);
  const folder = join(work, name.replace("/", "-"));
  const opened = await openSet(set, { folder });
  const { documents } = opened;
  const questions = set.questions.filter(({ id }, place) => place % Number(args.every) === 0 && set.relevant.has(id));
  const letters = [...new Set(questions.flatMap(({ text }) => text.toLowerCase().match(/\p{L}/gu) ?? []))];
  for (const [setting, changes] of Object.entries(settings)) {
    const questionWords = { ...defaultQuestionWordsParameters, ...changes };
    const service = opened.serviceWith({ ...defaultParameters, questionWords });
    for (const kind of args.kinds.split(",")) {
      const random = seededRandom(7);
      let corrected = 0;
      const figures = new Map<SearchMode, number[]>(modes.map((mode) => [mode, []]));
      for (const { id, text } of questions) {
        const typed =
          kind === "clean"
            ? text
            : kind === "typos"
              ? withTypos(text, Number(args.typos), letters, random)
              : cutInWord(text, random);
        if (typed === undefined) continue;
        for (const mode of modes) {
          const options = { mode, vectors: "stored", depth: 30, lastWordIsPrefix: kind === "cut" } as const;
          const { hits, corrections } = await service.search(typed, options);
          if (mode === modes[0]) corrected += corrections.length;
          const ranked = [...new Set(hits.map(({ file }) => documents.get(file.path) ?? file.path))];
          figures.get(mode)?.push(ndcgAt(10, ranked, set.relevant.get(id) ?? new Map()));
        }
      }
      const ndcg = Object.fromEntries([...figures].map(([mode, values]) => [mode, Number(mean(values).toFixed(4))]));
      console.log(JSON.stringify({ set: name, setting, kind, questions: questions.length, ...ndcg, corrected }));
    }
  }
  await opened.close();
}
