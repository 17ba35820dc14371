import type { Block, TextRange } from "../../documents/document.ts";
import { isGeneric } from "../../hover/vocabulary.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { firstAnswer, isIn, sentencesIn, wordCount } from "./answerRange.ts";
import { fillTemplate } from "./fillTemplate.ts";
import type { Draft } from "./madeQuestion.ts";
import type { MakingLanguage } from "./makingLanguage.ts";
import { sectionsOf, type Page } from "./page.ts";

const mostWords = 8;

/** What a page says under a heading, asked by the page's language's templates; the first paragraph of the section answers. */
export function fromHeadings(
  page: Page,
  { templates }: { readonly templates: Pick<MakingLanguage["templates"], "heading" | "steps"> },
  splitter: SentenceSplitter,
  pick: <T>(from: readonly T[]) => T | undefined,
): readonly Draft[] {
  const { path, language, title, text } = page;
  return sectionsOf(page).flatMap(({ heading, body }): readonly Draft[] => {
    const words = heading.plain.replace(/^[\d.]+\s+|[\s:：.]+$/gu, "");
    if (heading.level < 2 || words === title || !isTopic(words)) return [];
    // A section of terms says something of each, not of its heading.
    if (page.definitions.some(({ start }) => start === body[0]?.start)) return [];
    const answer = firstAnswer(page, body, splitter);
    if (answer === undefined || answer.kind === "code" || answer.kind === "list") return [];
    const template = pick(templates[answer.kind === "steps" ? "steps" : "heading"]);
    if (template === undefined || !isIn(language, words)) return [];
    const question = fillTemplate(template, { title, heading: words }, text);
    return [{ path, language, title, by: "heading", question, answers: saidIn(page, body, answer, splitter) }];
  });
}

/** All sentences of the first paragraph say something of the heading; of a list, the whole does. */
function saidIn(
  page: Page,
  [first]: readonly Block[],
  answer: NonNullable<ReturnType<typeof firstAnswer>>,
  splitter: SentenceSplitter,
): readonly TextRange[] {
  if (answer.kind !== "sentence" || first === undefined) return [{ start: answer.start, end: answer.end }];
  const others = sentencesIn(page, first, splitter).filter(({ start }) => start >= answer.end);
  return [answer, ...others].map(({ start, end }) => ({ start, end }));
}

const isTopic = (words: string): boolean =>
  /\p{L}{3}/u.test(words) && !/[?？؟!]$/u.test(words) && !isGeneric(words) && wordCount(words) <= mostWords;
