import type { Analyser } from "../../language/analyse.ts";
import { words } from "../../language/words.ts";
import type { Chance } from "./chance.ts";
import { areAlike, entitiesOf, namesOf, type Entity } from "./entities.ts";
import type { Page } from "./page.ts";

/** A question that the folder, as far as words tell, does not answer. */
export interface Twin {
  readonly text: string;
  readonly replaced: string;
  readonly with: string;
  /** The page that the new name or number is from. */
  readonly from: string;
}

/** A question must be about something besides what is replaced. */
const leastOthers = 2;
/** A page that holds the new name and this share of the other words may answer. */
const mayAnswer = 0.5;
/** Names that are tried, of the many there may be. */
const mostTried = 20;

/**
 * Builds the swapping of a name or number of a question for one of the same kind from another page. The new one stands
 * neither in the page that the question is of, nor in a page that has half of the question's other words, nor in a page of
 * another language (whose words cannot be compared), nor in a heading or definition, which would say what it is.
 */
export function createTwins(ports: {
  readonly pages: readonly Page[];
  readonly analyser: Analyser;
  readonly isFunctionWord: (word: string) => boolean;
  /** Whether a word names a month, a day or a language. */
  readonly isCalendarOrLanguage: (word: string) => boolean;
}) {
  const { pages, analyser, isFunctionWord, isCalendarOrLanguage } = ports;
  const names = namesOf(pages, isCalendarOrLanguage);
  const lower = new Map(pages.map((page) => [page, page.text.toLowerCase()]));
  const subjects = pages
    .flatMap(({ blocks, definitions }) => [
      ...blocks.filter(({ kind }) => kind === "heading").map(({ plain }) => plain),
      ...definitions.map(({ term }) => term),
    ])
    .join("\n");
  const pool = new Map<string, Map<string, Page>>();
  for (const page of pages)
    for (const { plain } of page.blocks.filter(({ kind }) => kind !== "code" && kind !== "heading"))
      for (const { text, shape } of entitiesOf(plain, names)) {
        const sameShape = pool.get(shape) ?? new Map<string, Page>();
        pool.set(shape, sameShape.set(text, page));
      }
  const terms = new Map<Page, ReadonlySet<string>>();

  function termsOf(page: Page): ReadonlySet<string> {
    const known = terms.get(page) ?? new Set(analyser.count(page.text, page.language).terms);
    terms.set(page, known);
    return known;
  }

  const holders = new Map<string, readonly Page[]>();

  function holdersOf(name: string): readonly Page[] {
    const known = holders.get(name) ?? pages.filter((page) => lower.get(page)?.includes(name.toLowerCase()) === true);
    holders.set(name, known);
    return known;
  }

  /** The question's words apart from the one replaced, each as its terms. */
  const otherWords = (question: string, { text, start }: Entity, language: string): readonly (readonly string[])[] => {
    const rest = question.slice(0, start) + " " + question.slice(start + text.length);
    const content = [...words(rest)].filter((word) => !isFunctionWord(word.text)).map((word) => word.text);
    return content.flatMap((word) => [...analyser.termsOfWords(word, language)]);
  };

  const isAbsent = (name: string, page: Page, others: readonly (readonly string[])[]): boolean =>
    !subjects.includes(name) &&
    holdersOf(name).every((holder) => {
      if (holder.path === page.path || holder.language !== page.language) return false;
      const held = others.filter((word) => word.some((term) => termsOf(holder).has(term))).length;
      return held < mayAnswer * others.length;
    });

  return function twinOf(question: string, page: Page, chance: Chance): Twin | undefined {
    for (const entity of chance.shuffle(entitiesOf(question, names))) {
      const others = otherWords(question, entity, page.language);
      if (others.length < leastOthers) continue;
      const candidates = [...(pool.get(entity.shape) ?? [])].filter(
        ([name]) => name !== entity.text && areAlike(name, entity.text, names),
      );
      for (const [name, { path }] of chance.shuffle(candidates).slice(0, mostTried)) {
        if (!isAbsent(name, page, others)) continue;
        const text = question.slice(0, entity.start) + name + question.slice(entity.start + entity.text.length);
        return { text, replaced: entity.text, with: name, from: path };
      }
    }
    return undefined;
  };
}
