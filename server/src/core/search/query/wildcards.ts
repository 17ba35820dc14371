/** Whether `match(text[i], pattern[j])` can pair the two lists, where `isStar` items of the pattern take any stretch. */
function matchesList<T>(
  text: ArrayLike<T>,
  pattern: ArrayLike<T>,
  isStar: (item: T | undefined) => boolean,
  match: (item: T, wanted: T) => boolean,
): boolean {
  let [at, wanted, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    if (wanted < pattern.length && isStar(pattern[wanted])) [star, resume, wanted] = [wanted, at, wanted + 1];
    else if (wanted < pattern.length && match(text[at] as T, pattern[wanted] as T)) [at, wanted] = [at + 1, wanted + 1];
    else if (star >= 0) [resume, at, wanted] = [resume + 1, resume + 1, star + 1];
    else return false;
  }
  while (wanted < pattern.length && isStar(pattern[wanted])) wanted += 1;
  return wanted === pattern.length;
}

const matchesSegment = (text: string, pattern: string): boolean =>
  matchesList(
    Array.from(text),
    Array.from(pattern),
    (character) => character === "*",
    (character, wanted) => wanted === "?" || character === wanted,
  );

/** The patterns that the first `{a,b}` of a pattern, and those after it, stand for; at most `most`. */
function expandBraces(pattern: string, most = 64): readonly string[] {
  const [whole, inner] = /\{([^{}]*)\}/u.exec(pattern) ?? [];
  if (whole === undefined || inner === undefined) return [pattern];
  const start = pattern.indexOf(whole);
  const [before, after] = [pattern.slice(0, start), pattern.slice(start + whole.length)];
  const expanded: string[] = [];
  for (const choice of inner.split(",").slice(0, most)) {
    if (expanded.length < most) expanded.push(...expandBraces(before + choice + after, most - expanded.length));
  }
  return expanded;
}

/**
 * Compiles a glob of paths: `*` and `?` within a name, `**` over folders, `{a,b}`. Everything else, brackets too, stands
 * for itself. Written here because matching takes at most the product of both lengths, which regular expressions made
 * from globs do not keep to: the pattern comes from whoever types.
 */
export function createGlob(pattern: string): (path: string) => boolean {
  const patterns = expandBraces(pattern).map((each) => each.split("/"));
  return (path) => {
    const segments = path.split("/");
    return patterns.some((each) => matchesList(segments, each, (segment) => segment === "**", matchesSegment));
  };
}
