import type { Analyser } from "../../language/analyse.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { createChance, type Chance } from "./chance.ts";
import { questionKey, spread, withoutDoubles } from "./chooseDrafts.ts";
import { fromDefinitions } from "./fromDefinitions.ts";
import { fromFaq } from "./fromFaq.ts";
import { fromHeadings } from "./fromHeadings.ts";
import { fromSentences } from "./fromSentences.ts";
import { fromTables } from "./fromTables.ts";
import type { Draft, Generated, MadeQuestion } from "./madeQuestion.ts";
import type { MakingLanguage } from "./makingLanguage.ts";
import type { Page } from "./page.ts";
import { createParaphrasing } from "./paraphrase.ts";
import { splitOf, stableHash } from "./split.ts";
import { synonymsOf } from "./synonyms.ts";
import { createTwins } from "./twins.ts";

export interface MakingOptions {
  /** Questions at most, paraphrases and twins among them. */
  readonly limit: number;
  /** The same seed gives the same questions of the same pages. */
  readonly seed: number;
}

/** A fifth of the questions are paraphrases, a fifth unanswerable twins, where the pages give as many. */
const share = 0.2;
/** Of one kind, from one page. */
const mostDrafts = 60;

/**
 * Makes questions with their answers from pages, without a model. Every answer stands in its page word for word.
 *
 * @param written drafts that a model wrote besides.
 */
export function makeQuestions(
  pages: readonly Page[],
  ports: {
    readonly splitter: SentenceSplitter;
    readonly analyser: Analyser;
    readonly isFunctionWord: (word: string) => boolean;
    readonly isCalendarOrLanguage: (word: string) => boolean;
    readonly languages: readonly MakingLanguage[];
  },
  { limit, seed }: MakingOptions,
  written: readonly Draft[] = [],
): readonly MadeQuestion[] {
  const chance = createChance(seed);
  const others = Math.floor(limit * share);
  const drafts = [...pages.flatMap((page) => draftsOf(page, ports, chance)), ...written];
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const asked = spread(withoutDoubles(drafts), Infinity, chance).flatMap((draft) => asQuestion(draft, byPath));
  // Nothing that is made of these may be another of them.
  const taken = new Set(drafts.map(({ question }) => questionKey(question)));
  const isNew = (text: string): boolean => {
    const before = taken.size;
    return taken.add(questionKey(text)).size > before;
  };
  const paraphrase = createParaphrasing({ ...ports, synonyms: synonymsOf(pages) });
  const twinOf = createTwins({ ...ports, pages });

  function reworded(question: MadeQuestion): MadeQuestion | undefined {
    const made = paraphrase(question.text, chance);
    if (made === undefined || says(made.text, question.answers) || !isNew(made.text)) return undefined;
    return derived(question, made.text, { by: "paraphrase", ...originOf(question), rule: made.rule });
  }

  const twinsOf = new Map<string, number>();
  const mostTwins = Math.max(2, Math.ceil((2 * others) / pages.length));

  function swapped(question: MadeQuestion): MadeQuestion | undefined {
    const page = byPath.get(question.path);
    const count = twinsOf.get(question.path) ?? 0;
    const made = page && count < mostTwins ? twinOf(question.text, page, chance) : undefined;
    if (made === undefined || !isNew(made.text)) return undefined;
    twinsOf.set(question.path, count + 1);
    const { text, ...swap } = made;
    return { ...derived(question, text, { by: "twin", ...originOf(question), ...swap }), answers: [] };
  }

  const paraphrases = firstOf(chance.shuffle(asked.slice(0, limit - 2 * others)), reworded, others);
  // Few questions hold a name or number that can be swapped: all are tried.
  const twins = firstOf(asked, swapped, others);
  const base = asked.slice(0, limit - paraphrases.length - twins.length);
  return [...new Map([...base, ...paraphrases, ...twins].map((question) => [question.id, question])).values()];
}

/** Questions tried for each that is wanted. */
const tries = 20;

/** What comes of the first questions that something comes of, at most so many. */
function firstOf(
  questions: readonly MadeQuestion[],
  make: (question: MadeQuestion) => MadeQuestion | undefined,
  most: number,
): readonly MadeQuestion[] {
  const made: MadeQuestion[] = [];
  for (const question of questions.slice(0, tries * most)) {
    if (made.length >= most) break;
    const other = make(question);
    if (other !== undefined) made.push(other);
  }
  return made;
}

function draftsOf(
  page: Page,
  { splitter, languages }: { readonly splitter: SentenceSplitter; readonly languages: readonly MakingLanguage[] },
  { pick, shuffle }: Chance,
): readonly Draft[] {
  const making = languages.find(({ language }) => language === page.language);
  const kinds = [
    fromFaq(page, splitter),
    making === undefined ? [] : fromHeadings(page, making, splitter, pick),
    making === undefined ? [] : fromDefinitions(page, making, splitter),
    making === undefined ? [] : fromTables(page, making),
    fromSentences(page, making, splitter, pick),
  ];
  return kinds.flatMap((drafts) => shuffle(drafts).slice(0, mostDrafts));
}

const idOf = (path: string, text: string): string =>
  `made-${stableHash(`${path}\n${text}`).toString(16).padStart(8, "0")}`;

const says = (question: string, answers: MadeQuestion["answers"]): boolean =>
  answers.some(({ text }) => question.toLowerCase().includes(text.toLowerCase()));

/** None where the question says its own answer. A span that is not within its page is a bug of what drafted it. */
function asQuestion(draft: Draft, pages: ReadonlyMap<string, Page>): readonly MadeQuestion[] {
  const { path, language, question: text, by, model } = draft;
  const answers = draft.answers.map(({ start, end }) => {
    const words = pages.get(path)?.text.slice(start, end) ?? "";
    if (words.trim() === "" || words.length !== end - start)
      throw new Error(`The answer of “${text}” is not at ${start} to ${end} of ${path}.`);
    return { start, end, text: words };
  });
  if (says(text, answers)) return [];
  return [
    {
      id: idOf(path, text),
      text,
      language,
      path,
      split: splitOf(path),
      answers,
      generated: { by, ...modelMark(model) },
    },
  ];
}

/** What another question is made of. */
function originOf({ text, generated }: MadeQuestion) {
  return { of: text, kind: "kind" in generated ? generated.kind : generated.by, ...modelMark(generated.model) };
}

const modelMark = (model: string | undefined) => (model === undefined ? {} : { model });

const derived = (question: MadeQuestion, text: string, generated: Generated): MadeQuestion => ({
  ...question,
  id: idOf(question.path, text),
  text,
  generated,
});
