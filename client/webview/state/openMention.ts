/** A mention that is being typed. */
export interface OpenMention {
  /** Files and folders after `@`, headings after `#`. */
  readonly of: "places" | "headings";
  /** What stands between the sign and the cursor. */
  readonly typed: string;
  /** Of the sign and what is typed, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 code units after the sign; a longer stretch names nothing. */
const longest = 80;

/**
 * The mention that is open at a cursor: a sign at the beginning of a word, and what follows it on its line. A number after
 * `#`, and a name that white space or a mark of a sentence's end follows, are the question's own words.
 */
export function openMentionAt(text: string, cursor: number): OpenMention | undefined {
  const before = text.slice(Math.max(0, cursor - longest - 1), cursor);
  const [, sign, typed] = /(?:^|.*[\s([{"'“„«])([@#])([^@#\n\r]*)$/su.exec(before) ?? [];
  if (sign === undefined || typed === undefined) return undefined;
  const start = cursor - typed.length - 1;
  if (start > 0 && start === cursor - before.length) return undefined;
  if (/^\s|[?!]|\s{2}/u.test(typed) || (sign === "#" && /^\p{N}+(?:\s|$)/u.test(typed))) return undefined;
  return { of: sign === "@" ? "places" : "headings", typed, start, end: cursor };
}

/** A text without a stretch, and the white space that would be double or stand at its beginning. */
export function withoutStretch(text: string, { start, end }: Pick<OpenMention, "start" | "end">) {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const rest = before === "" || /\s$/u.test(before) ? after.replace(/^[^\S\n\r]+/u, "") : after;
  return { text: before + rest, cursor: before.length };
}
