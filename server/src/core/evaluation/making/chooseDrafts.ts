import { normaliseQuestion } from "../ownSet.ts";
import type { Chance } from "./chance.ts";
import { pageKinds, type Draft, type PageKind } from "./madeQuestion.ts";

export const questionKey = (question: string): string =>
  normaliseQuestion(question)
    .toLowerCase()
    .replace(/[\s?？؟.!]+$/u, "");

/**
 * Each question once. One that several pages would answer is asked with the page's title before it; where that does not
 * tell them apart, or a sentence is the same in several pages, it is left out.
 */
export function withoutDoubles(drafts: readonly Draft[]): readonly Draft[] {
  const [alone, shared] = apart(drafts);
  const titled = shared
    .filter(({ by, title, question }) => by !== "cloze" && title !== "" && !question.includes(title))
    .map((draft) => ({ ...draft, question: `${draft.title}: ${draft.question}` }));
  const all = apart([...alone, ...apart(titled)[0]])[0];
  const byKind = all.toSorted((a, b) => pageKinds.indexOf(a.by) - pageKinds.indexOf(b.by));
  // Of questions with the same answer, the more natural kind's is kept.
  const bySpan = Map.groupBy(byKind, ({ path, answers: [answer] }) => `${path}\n${answer?.start}\n${answer?.end}`);
  return [...bySpan.values()].flatMap(([first]) => first ?? []);
}

/** Those that one page alone asks, the first of each; and those of several pages. */
function apart(drafts: readonly Draft[]): readonly [readonly Draft[], readonly Draft[]] {
  const alone: Draft[] = [];
  const shared: Draft[] = [];
  for (const [, same] of Map.groupBy(drafts, ({ question }) => questionKey(question))) {
    const [first] = same;
    if (first === undefined) continue;
    if (same.every(({ path }) => path === first.path)) alone.push(first);
    else shared.push(...same);
  }
  return [alone, shared];
}

/** At most `limit` drafts, taken in turn from each kind, and within a kind in turn from each page. */
export function spread(drafts: readonly Draft[], limit: number, chance: Chance): readonly Draft[] {
  const queues = pageKinds.map((kind) => inTurns(drafts, kind, chance));
  const chosen: Draft[] = [];
  while (chosen.length < limit && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const next = queue.shift();
      if (next !== undefined && chosen.length < limit) chosen.push(next);
    }
  }
  return chosen;
}

/** The drafts of a kind: one of each page, then a second of each, and so on. */
function inTurns(drafts: readonly Draft[], kind: PageKind, chance: Chance): Draft[] {
  const own = chance.shuffle(drafts.filter(({ by }) => by === kind));
  const byPage = [...Map.groupBy(own, ({ path }) => path).values()];
  const most = Math.max(0, ...byPage.map((page) => page.length));
  return Array.from({ length: most }, (_, turn) => byPage.flatMap((page) => page[turn] ?? [])).flat();
}
