import type { Analyser } from "../language/analyse.ts";
import { words as wordRanges } from "../language/words.ts";
import { looksLikeIdentifier, phraseKeys, wordsOf, writingsOf } from "./termKeys.ts";
import { beginsWithInstruction, isFunctionWord, isGeneric } from "./vocabulary.ts";

/** What a heading names. "mention": an identifier among other words, as in `ERR_1042 in detail`. */
export interface HeadingTerm {
  readonly term: string;
  readonly code: boolean;
  readonly kind: "heading" | "mention";
}

const mostWords = 6;
const quotedCode = /`([^`]+)`/gu;
const firstSentence = /^[\s\S]*?[.!?。！？:：](?=\s|$)|^[\s\S]{1,400}/u;

/**
 * The term that a heading names, if the text that follows explains it: an identifier, or words with which that text
 * begins (`Snapshot`, then "A snapshot is …"). `source` is the heading without its marks, `following` the first block of
 * its section as a reader sees it.
 */
export function headingTermOf(
  heading: { readonly source: string; readonly plain: string },
  following: string,
  language: string,
  analyser: Analyser,
): HeadingTerm | undefined {
  const whole = heading.plain.replace(/[\s:：]+$/u, "");
  // A remark in a box says nothing of the term yet.
  if (isGeneric(wordsOf(following)[0] ?? "") && !article.test(wordsOf(following)[0] ?? "")) return undefined;
  if (/^`[^`]+`$/u.test(heading.source.trim()) || (looksLikeIdentifier(whole) && isCode(whole))) {
    return { term: whole, code: true, kind: "heading" };
  }
  if (beginsWithTerm(whole, following, language, analyser)) return { term: whole, code: false, kind: "heading" };
  if (looksLikeIdentifier(whole)) {
    return beginsWithInstruction(following) ? undefined : { term: whole, code: true, kind: "mention" };
  }
  const named = [...heading.source.matchAll(quotedCode)].map((match) => match[1] ?? "");
  const pieces = [...named, ...whole.split(/[\s,;()"“”]+/u).filter(isCode)];
  const [only, ...others] = new Set(pieces.filter((piece) => looksLikeIdentifier(piece)));
  return only !== undefined && others.length === 0 && !opensTask(whole)
    ? { term: only, code: true, kind: "mention" }
    : undefined;
}

/** Whether a heading names a step or a task, as English does by its first word. */
const opensTask = (heading: string): boolean => /^(?:step|example|\p{L}+ing)\b|^\p{L}+ \d/iu.test(heading);

/** Error codes and flags; a product's name in camel case says nothing about a heading without code marks. */
const isCode = (piece: string): boolean =>
  /^--\p{L}/u.test(piece) || piece.includes("_") || /^\p{Lu}+-?\d+$/u.test(piece);

const article = /^(?:an?|the|une?|les?|la|des|l|der|die|das|eine?|el|los|las|un|una)$/iu;
const definingVerb =
  /^(?:is|are|means?|refers?|denotes?|describes?|provides?|lets?|enables?|allows?|helps?|contains?|consists?|represents?|stores?|specifies|identifies|defines?|est|sont|désignent?|signifient?|permet(?:tent)?|représentent?|contient|comprend|это|является|являются|означает|обозначает|представляет|הוא|היא|הם|הן|זה|זו|זהו|זוהי|es|son|significa|ist|sind|bedeutet)$/iu;

/** Whether a text's first sentence says what a heading is: an article, its words, and a verb such as "is". */
function beginsWithTerm(heading: string, following: string, language: string, analyser: Analyser): boolean {
  const first = firstSentence.exec(following)?.[0] ?? "";
  const sentence = wordsOf(first);
  const skipped = article.test(sentence[0] ?? "") ? 1 : 0;
  return writingsOf(heading).some((writing) => {
    const words = wordsOf(writing);
    if (words.length === 0 || words.length > mostWords || isFunctionWord(words[0] ?? "")) return false;
    const end = skipped + words.length;
    // A sentence that is the heading and little more explains nothing.
    if (sentence.length < end + 3) return false;
    const keys = new Set(phraseKeys(words, language, analyser));
    if (!phraseKeys(sentence.slice(skipped, end), language, analyser).some((key) => keys.has(key))) return false;
    const after = first.slice(endOfWords(first, end));
    return (
      /^\s*(?:[(（][^()（）]{1,60}[)）])?\s*[—–]/u.test(after) ||
      definingVerb.test(wordsOf(after.replace(/^\s*[(（][^()（）]{1,60}[)）]/u, ""))[0] ?? "")
    );
  });
}

/** The offset after the first `count` words. */
const endOfWords = (text: string, count: number): number => [...wordRanges(text)][count - 1]?.end ?? text.length;
