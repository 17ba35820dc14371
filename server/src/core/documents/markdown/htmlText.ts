/** Elements that stand inside of a word or sentence; the tag of any other one sets words apart. */
const inlineElements =
  /<\/?(?:a|abbr|b|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u|var)(?:\s[^<>]*)?>/giu;

/** The words of a piece of HTML: no tags, no comments, no scripts or styles, entities decoded; "" when none are left. */
export function htmlToPlain(html: string, decodeEntities: (text: string) => string): string {
  // Each pattern takes the rest of the text where the end is missing, so that none is searched for again and again.
  const words = html
    .replace(/<!--.*?(?:-->|$)/gsu, " ")
    .replace(/<(script|style)\b.*?(?:<\/\1\s*>|$)/gisu, " ")
    .replace(inlineElements, "")
    .replace(/<[/!?]?[a-z][^<>]*>/giu, " ");
  return decodeEntities(words).replace(/\s+/gu, " ").trim();
}
