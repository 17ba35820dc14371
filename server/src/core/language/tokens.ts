import type { Word } from "./words.ts";

/**
 * Letters, digits and their marks, joined as names and numbers are: `io.Reader`, `foo::bar`, `user@example.com`,
 * `1,000`, `1 000`, `C++11`. Groups of three digits may be joined by a comma, an apostrophe or a space.
 */
const joinedPattern =
  /[\p{L}\p{N}\p{M}]+(?:(?:[._\-/:+@]|::|\+\+|[,٫](?=\p{N})(?<=\p{N}.)|[,'’٬ \u00A0\u202F](?=\p{N}{3}(?!\p{N}))(?<=\p{N}.))[\p{L}\p{N}\p{M}]+|_+|["'\u05F3\u05F4](?=[\u05D0-\u05EA])[\u05D0-\u05EA]+)*/gu;

const isAsciiLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isAsciiWord = (code: number): boolean => isAsciiLetter(code) || isDigit(code) || code === 0x5f;

/** What a name may begin with: `--dry-run`, `-v`, `.NET`, `@scope/pkg`, `#tag`, `/etc/passwd`, `~/notes`, `$HOME`. */
function markBefore(text: string, start: number): number {
  const first = text.charCodeAt(start);
  const mark = text[start - 1];
  let from = start;
  if (mark === "-" && isAsciiLetter(first)) from = text[start - 2] === "-" ? start - 2 : start - 1;
  else if ((mark === "." || mark === "@" || mark === "$") && isAsciiLetter(first)) from = start - 1;
  else if (mark === "#") from = start - 1;
  else if (mark === "/") from = text[start - 2] === "~" ? start - 2 : start - 1;
  const before = text.charCodeAt(from - 1);
  const goesOn = from > 0 && (isAsciiWord(before) || text[from - 1] === text[from] || before === 0x2f);
  return goesOn ? start : from;
}

/** What a name or number may end with: `C++`, `C#`, `10%`, `10 %`. */
function markAfter(text: string, end: number): number {
  const next = text[end];
  const last = text.charCodeAt(end - 1);
  if (next === "+" && text[end + 1] === "+" && isAsciiLetter(last)) return end + 2;
  if (next === "#" && isAsciiLetter(last) && !isAsciiWord(text.charCodeAt(end + 1))) return end + 1;
  if (next === "%" || next === "٪") return end + 1;
  if ((next === " " || next === "\u00A0" || next === "\u202F") && text[end + 1] === "%") return end + 2;
  return end;
}

const endsInDigit = /\p{N}$/u;

/**
 * What a text is searched by, in order: words, and names and numbers with the marks that belong to them. Runs without
 * spaces are not yet segmented.
 */
export function* tokens(text: string): Generator<Word> {
  for (const match of text.matchAll(joinedPattern)) {
    const start = markBefore(text, match.index);
    const core = match.index + match[0].length;
    const after = markAfter(text, core);
    const isPercent = after > core && (text[after - 1] === "%" || text[after - 1] === "٪");
    const end = isPercent && !endsInDigit.test(match[0]) ? core : after;
    const whole = start === match.index && end === core ? match[0] : text.slice(start, end);
    yield { text: whole, start, end };
  }
}
