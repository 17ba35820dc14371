import { fromDefinitions } from "../evaluation/making/fromDefinitions.ts";
import { fromFaq } from "../evaluation/making/fromFaq.ts";
import { fromHeadings } from "../evaluation/making/fromHeadings.ts";
import type { Draft } from "../evaluation/making/madeQuestion.ts";
import type { MakingLanguage } from "../evaluation/making/makingLanguage.ts";
import { sectionsOf, type Page } from "../evaluation/making/page.ts";
import type { TextRange } from "../documents/document.ts";
import type { SentenceSplitter } from "../language/sentences.ts";

/** Sections away from where an answer stands that still count as its neighbours. */
const mostSectionsAway = 2;

/**
 * Questions that a page may answer, the most natural first: those that it asks itself, its terms, its headings alone and
 * then with the page's title. Terms are asked for in languages that have templates. Headings are asked as they stand: on
 * the handbook of the tests 66 of 124 are answered so, and fewer with words around them, which say nothing.
 */
export function suggestionDrafts(
  page: Page,
  splitter: SentenceSplitter,
  languages: readonly MakingLanguage[],
): readonly Draft[] {
  const making = languages.find(({ language }) => language === page.language);
  const askHeadings = (words: string): readonly Draft[] => {
    const template = [words + (making?.mark ?? "?")];
    return fromHeadings(page, { templates: { heading: template, steps: template } }, splitter, ([one]) => one);
  };
  return [
    ...fromFaq(page, splitter),
    ...(making === undefined ? [] : fromDefinitions(page, making, splitter)),
    ...askHeadings("{heading}"),
    ...askHeadings("{title}: {heading}"),
  ];
}

/** The drafts whose answer stands under the same heading as `place` or a neighbouring one, the nearest first. */
export function draftsNear(drafts: readonly Draft[], page: Page, place: TextRange): readonly Draft[] {
  const starts = sectionsOf(page).map(({ heading }) => heading.start);
  const sectionAt = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const here = sectionAt(place.start);
  return drafts
    .map((draft) => ({ draft, away: Math.abs(sectionAt(draft.answers[0]?.start ?? 0) - here) }))
    .filter(({ away }) => away <= mostSectionsAway)
    .sort((a, b) => a.away - b.away)
    .map(({ draft }) => draft);
}
