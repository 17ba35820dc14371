/** A tag that is being written. */
export interface OpenTag {
  /** What stands after `#`. */
  readonly typed: string;
  /** Where the sign stands, as a UTF-16 offset in the line. */
  readonly start: number;
}

/**
 * The tag that is open at the end of a line's beginning; undefined where none is. A sign alone at the beginning of a line
 * begins a heading, as likely as not.
 */
export function openTagIn(lineBefore: string): OpenTag | undefined {
  const [, typed] = /(?:^|\s)#((?:[\p{L}_][\p{L}\p{M}\p{N}_/-]*)?)$/u.exec(lineBefore) ?? [];
  if (typed === undefined) return undefined;
  const start = lineBefore.length - typed.length - 1;
  const isInline = isInCode(lineBefore.slice(0, start));
  return isInline || (typed === "" && lineBefore.slice(0, start).trim() === "") ? undefined : { typed, start };
}

/** Whether an odd number of backticks stands before. */
const isInCode = (before: string): boolean => (before.match(/`+/gu)?.length ?? 0) % 2 === 1;

/** Whether a line of Markdown lies in a fenced block of code, or in front matter. @param before the lines above it. */
export function surroundingsOf(before: readonly string[]): "text" | "code" | "front matter" {
  let fence: string | undefined;
  let isFront = before[0] !== undefined && /^---\s*$/u.test(before[0]);
  for (const line of isFront ? before.slice(1) : before) {
    if (isFront) {
      if (/^(?:---|\.\.\.)\s*$/u.test(line)) isFront = false;
      continue;
    }
    const [, opening] = /^ {0,3}(`{3,}|~{3,})/u.exec(line) ?? [];
    if (opening === undefined) continue;
    if (fence === undefined) fence = opening;
    else if (opening.startsWith(fence) && line.trim() === opening) fence = undefined;
  }
  if (isFront) return "front matter";
  return fence === undefined ? "text" : "code";
}

/** The tag that is being written in front matter, in the list of `tags:`; undefined where none is. */
export function openFrontTagIn(before: readonly string[], lineBefore: string): OpenTag | undefined {
  const [, typed] = /(?:^tags:.*?[\s,[]|^\s*-\s+)["']?#?([\p{L}\p{N}_][\p{L}\p{M}\p{N}_/-]*|)$/u.exec(lineBefore) ?? [];
  if (typed === undefined) return undefined;
  const isList = /^\s*-/u.test(lineBefore);
  const key = before.findLast((line) => !/^\s*(?:-|$)/u.test(line));
  return isList && !/^tags:\s*$/u.test(key ?? "") ? undefined : { typed, start: lineBefore.length - typed.length };
}
