/** Letters of any script, with digits, `_`, `-` and `/` after the first; a number alone is no tag. */
const tagPattern = /#([\p{L}_][\p{L}\p{M}\p{N}_/-]*)/gu;
const beforeTag = /\s/u;

/** The tags of a stretch of text: they stand at its beginning or after white space. @param before what stands before it. */
export function inlineTags(text: string, before: string): readonly string[] {
  const tags: string[] = [];
  for (const match of text.matchAll(tagPattern)) {
    const previous = match.index > 0 ? text.charAt(match.index - 1) : before.slice(-1);
    const tag = withoutTrailingMarks(match[1] ?? "");
    if (tag !== "" && (previous === "" || beforeTag.test(previous)) && !isColour(tag)) tags.push(tag);
  }
  return tags;
}

/**
 * Whether a tag is rather a colour, as `#fff` and `#1e90ff` are: three, four, six or eight hexadecimal digits that are no
 * word, which has vowels and consonants and no digits, as `#cafe`.
 */
function isColour(tag: string): boolean {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/iu.test(tag)) return false;
  return /\d/u.test(tag) || !/[ae]/iu.test(tag) || !/[bcdf]/iu.test(tag);
}

/** By hand: the pattern `[/-]+$` takes quadratic time on a long run of them. */
function withoutTrailingMarks(tag: string): string {
  let end = tag.length;
  while (end > 0 && (tag[end - 1] === "/" || tag[end - 1] === "-")) end -= 1;
  return tag.slice(0, end);
}
