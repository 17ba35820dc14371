import { isUnspaced } from "../../language/words.ts";
import { inlinePieces } from "./citationMarks.ts";

/** A text without its marks. `shadow` has letters in place of code and links, so that they are not taken apart. */
export interface Unmarked {
  readonly plain: string;
  readonly shadow: string;
  /** For each code unit of `plain`, its place in the text as written. */
  readonly places: readonly number[];
  readonly marks: readonly Mark[];
}

/** A citation mark that was taken out. */
export interface Mark {
  /** Where it stood in `plain`. */
  readonly at: number;
  readonly start: number;
  readonly numbers: readonly number[];
  /** Whether it begins a line that goes on. */
  readonly opensLine: boolean;
}

const closing = /^[.,;:!?…。，、；：！？)\]}»”’؟،۔）]/u;
const ended = /[.!?…。！？؟۔]$/u;
const opening = /[\p{L}\p{N}(（“«„]/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** The text without its marks, white space mended. */
export function unmark(text: string, passages: number): Unmarked {
  const pieces = inlinePieces(text, passages);
  let [plain, shadow] = ["", ""];
  const places: number[] = [];
  const marks: Mark[] = [];
  let range = false;

  function append(shown: string, stands: string, place: number): void {
    plain += shown;
    shadow += stands;
    for (let at = 0; at < shown.length; at += 1) places.push(place + (stands === shown ? at : 0));
  }

  function trimEnd(): void {
    plain = plain.trimEnd();
    shadow = shadow.slice(0, plain.length);
    places.length = plain.length;
  }

  function appendProse(prose: string, start: number): void {
    for (const match of prose.matchAll(/\s+|\S+/gu)) {
      const place = start + match.index;
      if (match[0].trim() !== "") append(match[0], match[0], place);
      else if (plain !== "" && !/\s$/u.test(plain)) {
        const next = prose.charAt(match.index + match[0].length);
        const joins = match[0].includes("\n") && isUnspaced(plain.slice(-1)) && isUnspaced(next);
        const space = /^[\u00A0\u202F]$/u.test(match[0]) ? match[0] : " ";
        if (!joins) append(space, space, place);
      }
    }
  }

  for (const [at, piece] of pieces.entries()) {
    const before = pieces[at - 1]?.kind;
    switch (piece.kind) {
      case "verbatim": {
        if (before === "mark" && letterOrDigit.test(plain.slice(-1))) append(" ", " ", piece.start);
        append(piece.text, "x".repeat(piece.text.length), piece.start);
        break;
      }
      case "mark": {
        const former = marks.at(-1);
        const numbers = range && former !== undefined ? upTo(former.numbers, piece.numbers) : piece.numbers;
        marks.push({ at: plain.length, start: piece.start, numbers, opensLine: opensLine(text, piece.start) });
        range = false;
        break;
      }
      case "prose": {
        const isBetween = before === "mark" && pieces[at + 1]?.kind === "mark";
        if (isBetween && /^\s*[,，、;]\s*$/u.test(piece.text)) break;
        if (isBetween && /^\s*[-–—]\s*$/u.test(piece.text)) {
          range = true;
          break;
        }
        let prose = piece.text;
        let { start } = piece;
        if (before === "mark") {
          const extra = plain === "" ? /^\s*[:–—-]\s+/u.exec(prose)?.[0] : undefined;
          const isSecondStop = closing.test(prose) && ended.test(plain.trimEnd()) && /^[.。]/u.test(prose);
          const cut = extra?.length ?? (isSecondStop ? 1 : 0);
          prose = prose.slice(cut);
          start += cut;
          if (closing.test(prose)) trimEnd();
          const [left, right] = [plain.slice(-1), prose.charAt(0)];
          if (letterOrDigit.test(left) && opening.test(right) && !isUnspaced(left) && !isUnspaced(right))
            append(" ", " ", start);
        }
        const from = plain.length;
        const isAfter = before === "mark" && ended.test(plain.trimEnd());
        appendProse(prose, start);
        if (before === "mark")
          shadow =
            shadow.slice(0, from) +
            shadow.slice(from).replace(isAfter ? /^\s*\p{N}/u : /^[.!?…]["”’»)]?\s+\p{N}/u, beginsSentence);
        break;
      }
    }
  }
  return { plain, shadow, places, marks: marks.map((mark) => ({ ...mark, at: Math.min(mark.at, plain.length) })) };
}

/** After a full stop and a mark a number begins a sentence, whatever comes after it: a capital stands for it. */
const beginsSentence = (text: string): string => text.replace(/\p{N}$/u, "X");

const upTo = (from: readonly number[], to: readonly number[]): readonly number[] => {
  const [first, last] = [from.at(-1), to[0]];
  if (first === undefined || last === undefined || last < first) return to;
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
};

/** Whether a mark is the first thing on its line, other marks aside, and text follows on the line. */
function opensLine(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const marks = /[[\]［］【】〔〕⁰¹²³⁴-⁹\d\s,;\-–]/gu;
  const [left, right] = [text.slice(lineStart, start), text.slice(start, lineEnd === -1 ? undefined : lineEnd)];
  return left.replace(marks, "") === "" && right.replace(marks, "") !== "";
}
