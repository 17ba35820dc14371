import { words } from "../../language/words.ts";
import type { Chance } from "./chance.ts";
import { questionKey } from "./chooseDrafts.ts";
import type { ParaphraseRule } from "./madeQuestion.ts";
import type { Synonym } from "./synonyms.ts";

export interface Paraphrase {
  readonly text: string;
  readonly rule: ParaphraseRule;
}

const leastWords = 3;

/**
 * Builds the rewording of questions by rules: a synonym that the folder itself shows, a part moved to the front, the words
 * that carry grammar left out. They say the same in words that stand in the folder too: they show how much search hangs
 * on the form of a question, not how it deals with other people's words.
 */
export function createParaphrasing(ports: {
  readonly synonyms: readonly Synonym[];
  readonly isFunctionWord: (word: string) => boolean;
}) {
  const { synonyms, isFunctionWord } = ports;

  function byAlias(question: string): string | undefined {
    for (const { from, to } of synonyms) {
      const at = from.length < 2 ? -1 : question.indexOf(from);
      if (at < 0 || question.includes(to)) continue;
      const around = (question[at - 1] ?? " ") + (question[at + from.length] ?? " ");
      if (!/[\p{L}\p{N}()]/u.test(around)) return question.slice(0, at) + to + question.slice(at + from.length);
    }
    return undefined;
  }

  function byKeywords(question: string): string | undefined {
    const all = [...words(question)];
    const kept = all.filter(({ text }) => !isFunctionWord(text)).map(({ text }) => text);
    return kept.length < leastWords || kept.length === all.length ? undefined : kept.join(" ");
  }

  const rules: Readonly<Record<ParaphraseRule, (question: string) => string | undefined>> = {
    alias: byAlias,
    order: byOrder,
    keywords: byKeywords,
  };

  /** A question in other words; undefined where no rule changes it. Synonyms go first, the others by chance. */
  return function paraphrase(question: string, chance: Chance): Paraphrase | undefined {
    for (const rule of ["alias", ...chance.shuffle(["order", "keywords"] as const)] as const) {
      const text = rules[rule](question);
      if (text !== undefined && questionKey(text) !== questionKey(question)) return { text, rule };
    }
    return undefined;
  };
}

/** What stands before the first colon, comma or full stop is put behind what follows it. */
function byOrder(question: string): string | undefined {
  const parts = /^([^:,.]{3,}?)(\s?:|,|\.)\s+(.{8,}?)(\s?[?？؟])?$/u.exec(question);
  if (parts === null) return undefined;
  const [, first = "", between = "", rest = "", mark = ""] = parts;
  const opening = rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return between === "." ? `${opening}${mark} ${first}.` : `${opening}, ${first}${mark}`;
}
