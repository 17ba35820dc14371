const joiner = /[._\-/:+]+/u;
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const humped = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

/** The parts of a joined or camel-case word: `maxRetryCount` and `max_retry_count` give max, Retry, Count. */
export function identifierParts(word: string): readonly string[] {
  const pieces = joiner.test(word) ? word.split(joiner) : [word];
  return pieces.flatMap((piece) => (humped.test(piece) ? piece.split(humps) : [piece])).filter((piece) => piece !== "");
}

/**
 * Whether a word of several parts is also a term of its own: identifiers, dotted names, versions, error codes, flags.
 * Plain hyphenated words and paths of words are not: their parts say all.
 */
export const isIdentifier = (word: string): boolean =>
  humped.test(word) || /[_.:]/u.test(word) || (/\d/u.test(word) && joiner.test(word));
