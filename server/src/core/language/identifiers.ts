const joiner = /[._\-/:+]+/u;
const betweenParts = /[^\p{L}\p{N}\p{M}"'\u05F3\u05F4]+/u;
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const humped = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
/** `10MB`: a number with its unit; `1990s` and `35th` have none. */
const measured = /^(\p{N}+)(?!(?:s|st|nd|rd|th)$)(\p{L}{1,8})$/u;
/** Where letters of another script are written onto a name: `APIключ`, `API를`, `בMaxRetry`; but `TNFα` is one. */
const seams =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{N}]\p{M}*)(?=[\p{L}--[\p{Script=Latin}\p{Script=Greek}µ]])|(?<=[\p{L}--[\p{Script=Latin}\p{Script=Greek}µ]]\p{M}*)(?=[\p{Script=Latin}\p{Script=Greek}\p{N}])/v;
const latinOrDigit = /[\p{Script=Latin}\p{Script=Greek}\p{N}]/u;
const otherLetter = /[\p{L}--[\p{Script=Latin}\p{Script=Greek}µ]]/v;

/** The parts of a joined or camel-case word: `maxRetryCount` and `max_retry_count` give max, Retry, Count. */
export function identifierParts(word: string): readonly string[] {
  const pieces = betweenParts.test(word) ? word.split(betweenParts) : [word];
  return pieces.flatMap(partsOfPiece).filter((part) => part !== "");
}

function partsOfPiece(piece: string): readonly string[] {
  if (otherLetter.test(piece) && latinOrDigit.test(piece)) return piece.split(seams).flatMap(partsOfPiece);
  const unit = measured.exec(piece);
  if (unit !== null) return [unit[1] ?? "", unit[2] ?? ""];
  return humped.test(piece) ? piece.split(humps) : [piece];
}

/**
 * Whether a word of several parts is also a term of its own: identifiers, dotted names, versions, error codes, flags.
 * Plain hyphenated words and paths of words are not: their parts say all.
 */
export const isIdentifier = (word: string): boolean =>
  humped.test(word) || /[_.:@]/u.test(word) || (/\d/u.test(word) && joiner.test(word));
