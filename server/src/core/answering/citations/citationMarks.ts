import { normalise } from "../../language/fold.ts";

/** A stretch of a model's text: prose; code, links and the like, whose signs are their own; or a citation mark. */
export type InlinePiece =
  | { readonly kind: "prose" | "verbatim"; readonly text: string; readonly start: number }
  | { readonly kind: "mark"; readonly start: number; readonly numbers: readonly number[] };

/** Signs of direction that models put around numbers in right-to-left text. */
const bidi = String.raw`[\u200E\u200F\u061C\u2066-\u2069]*`;
const number = String.raw`${bidi}\s*\^?\p{Nd}{1,3}\s*${bidi}`;
const between = String.raw`(?:[,，、;；؛،]|[\-–—‑~〜～]|(?=\s|\^))`;
const bracket = String.raw`\\?(?:[\[［](?:${number})(?:${between}(?:${number}))*\\?[\]］]|[【〔](?:${number})(?:${between}(?:${number}))*(?::\d+)?(?:†[^】〕\n]{0,100})?[】〕])`;
const superscripts = String.raw`[⁰¹²³⁴-⁹]{1,3}`;
const superscriptList = String.raw`(?:${superscripts}(?:[,，˒⁻][⁰¹²³⁴-⁹]{1,3})*|⁽${superscripts}⁾)`;
/** A raised number belongs to a unit or formula after a digit or a short word: `m²`, `10⁶`, `CO²`, `米²`. */
const afterWord = String.raw`(?<=(?<!sin|cos|tan|log)(?<=[\p{L}\p{M}]{3})|(?:[\p{L}\p{M}]{2}|[.!?…。！？؟])\s|[\p{Lo}--[\u05D0-\u06FF米]]|[.,;:!?…。，、；：！？؟،"'”’»\)\]）」』])`;

const pattern = new RegExp(
  [
    String.raw`(?<code>(?<!\x60)(?<ticks>\x60+)(?!\x60)[^]*?(?<!\x60)\k<ticks>(?!\x60))`,
    String.raw`(?<link>!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\((?:[^\s\(\)]|\([^\s\(\)]*\))*(?:\s+"[^"\n]*")?\))`,
    String.raw`(?<definition>(?<=^|\n)[ \t]*\[\^?\p{Nd}+\]:[ \t]+<?(?:https?:|www\.|\.{0,2}/)\S*)`,
    String.raw`(?<index>(?<=[\p{L}_])\[0\](?:\[\d+\])*)`,
    String.raw`\([ ]?(?<inParentheses>${bracket}(?:[\s,;]*${bracket})*)[ ]?\)`,
    `(?<bracket>${bracket})`,
    String.raw`<sup>(?<sup>[\s\[\]\d,;–\-]{1,20})</sup>`,
    `${afterWord}(?<raised>${superscriptList})`,
  ].join("|"),
  "gv",
);

/** What more text may still turn into something else: an open bracket or link, half a tag, a definition's address. */
const undecided = new RegExp(
  [
    String.raw`\[[^\[\]\n]{0,200}$`,
    String.raw`\]\([^\s\(\)]{0,500}(?:\([^\s\(\)]{0,200}\)?[^\s\(\)]{0,200})?(?:\s+"[^"\n]{0,200})?$`,
    String.raw`(?:^|\n)[ \t]*\[\^?\p{Nd}+\]:[ \t]*\S{0,500}$`,
    String.raw`【[^】]{0,100}$`,
    String.raw`<(?:/?s?u?p?|sup>[^<>]{0,20}(?:</?s?u?p?)?)$`,
  ].join("|"),
  "v",
);

/** Whether the end of a text can only be read once more of it is there. */
export const isUndecided = (text: string): boolean => undecided.test(text) || hasOpenCode(text);

function hasOpenCode(text: string): boolean {
  if (!text.includes("`")) return false;
  return inlinePieces(text, 0).some((piece) => piece.kind === "prose" && piece.text.includes("`"));
}

/** Takes a text apart; numbers of marks are distinct and from 1 to `passages`, and none where a mark cites nothing. */
export function inlinePieces(text: string, passages: number): readonly InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const written = match.groups?.["inParentheses"] ?? match.groups?.["bracket"] ?? match.groups?.["sup"];
    const raised = match.groups?.["raised"];
    if (match.index > last) pieces.push({ kind: "prose", text: text.slice(last, match.index), start: last });
    if (written !== undefined)
      pieces.push({ kind: "mark", start: match.index, numbers: numbersOf(plainMark(written), passages) });
    else if (raised !== undefined)
      pieces.push({ kind: "mark", start: match.index, numbers: raisedNumbers(raised, passages) });
    else pieces.push({ kind: "verbatim", text: match[0], start: match.index });
    last = match.index + match[0].length;
  }
  if (last < text.length) pieces.push({ kind: "prose", text: text.slice(last), start: last });
  return pieces;
}

/** Only digits, commas and hyphens; what stands after the number in `【4:0†source】` is the maker's own. */
const plainMark = (written: string): string =>
  normalise(written.replace(/(?::\d+)?(?:†[^】〕]*)?[】〕]/gu, ","))
    .replace(/[–—‑~〜～]/gu, "-")
    .replace(/[^\d-]+/gu, ",")
    .replace(/,*-,*/gu, "-");

function numbersOf(written: string, passages: number): readonly number[] {
  const numbers = new Set<number>();
  for (const part of written.split(",")) {
    const [first = 0, last = first] = part.split("-").filter(Boolean).map(Number);
    if (last < first) [last, first].forEach((each) => numbers.add(each));
    else for (let each = first; each <= Math.min(last, passages); each += 1) numbers.add(each);
  }
  return [...numbers].filter((each) => each >= 1 && each <= passages);
}

/** `¹²` is 12 where there are so many passages, else 1 and 2. */
function raisedNumbers(raised: string, passages: number): readonly number[] {
  const parts = raised
    .normalize("NFKC")
    .replace(/[^\d\-−,]+/gu, ",")
    .replaceAll("−", "-");
  const whole = numbersOf(parts, passages);
  return whole.length > 0 || !/^\d{2,}$/u.test(parts) ? whole : numbersOf(Array.from(parts).join(","), passages);
}
