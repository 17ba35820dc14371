import type { Page } from "../../../evaluation/making/page.ts";
import { fold, normalise } from "../../../language/fold.ts";
import type { MinedPair } from "../minedPair.ts";

const names =
  /\bchange ?logs?\b|\brelease notes?\b|\bwhat'?s new\b|\breleases?\b|\bmigrat(?:ion|ing)\b|\bupgrad(?:e|ing)\b|\bhistory of changes\b|\bnotes de version\b|\bjournal des (?:modifications|changements)\b|\bnouveautes\b|\bhistorique des versions\b|\bregistro de cambios\b|\banderungen\b|\banderungsprotokoll\b|изменени|что нового|заметки о выпуск|история версий|список версий|יומן שינויים|מה חדש|הערות גרסה|שינויים בגרסה|更新日志|变更|変更履歴/u;

/** A name in code marks or quotation marks. */
const code = (group: string): string =>
  `(?:\`(?<${group}>[^\`\\r\\n]{1,80})\`|"(?<${group}Q>[^"\\r\\n]{1,80})"|«(?<${group}F>[^»\\r\\n]{1,80})»)`;
const [before, after] = [code("before"), code("after")];
const few = '(?: [^`"«.;\\r\\n]{1,24}?){0,3}? ?';

const renames = [
  // English
  `${before} (?:is|are) now${few}${after}`,
  `(?:renamed?|changed|moved|converted)${few}(?:from )?${before} (?:to|into) ${after}`,
  `(?:moved|changed|renamed|went) from ${before} to ${after}`,
  `${before} (?:was|were|is|are|has been|have been)${few}(?:renamed|changed|moved)${few}(?:to|into) ${after}`,
  `(?:replaced?s?) ${before} (?:with|by) ${after}`,
  `${before} (?:was|were|is|are|has been|have been)${few}replaced (?:with|by) ${after}`,
  `${after}${few}(?:replaces|instead of|in place of) ${before}`,
  `${before} ?(?:→|->|=>|⇒) ?${after}`,
  // French
  `${before} (?:devient|deviennent|s'appelle (?:maintenant|désormais)|est (?:maintenant|désormais))${few}${after}`,
  `(?:renommer|renommée?|remplacée?|déplacée?) ${before} (?:en|par|vers) ${after}`,
  `${before} (?:est|a été|sont|ont été)${few}(?:renommée?s?|remplacée?s?|déplacée?s?) (?:en|par|vers) ${after}`,
  `${after}${few}(?:remplace|au lieu de) ${before}`,
  // Russian
  `${before}${few}(?:теперь|переименова\\p{L}*|заменен\\p{L}*|заменён\\p{L}*|переехал\\p{L}*)${few}(?:в |на )?${after}`,
  `(?:переименова\\p{L}*|заменил\\p{L}*) ${before} (?:в|на) ${after}`,
  `${after}${few}вместо ${before}`,
  // Hebrew
  `${before}${few}(?:הוחלפ?ף?|שונה|הועבר|נקרא כעת|נכתב כעת|הוא כעת)${few}[בל]?[־-]?${after}`,
  `${after}${few}במקום ${before}`,
].map((pattern) => new RegExp(pattern, "giu"));

const amount = (group: string): string =>
  `(?<${group}>\\p{Sc}?\\d[\\d.,  ]*(?: ?(?:%|\\p{Sc}|[KMGT]i?B|ms|\\p{L}{1,12}))?)`;
const amounts = [
  `(?:from|de|с|со|von|מ־|מ-) ?${amount("before")} (?:to|à|до|на|auf|ל־|ל-) ?${amount("after")}`,
  `${amount("after")}${few}(?:instead of|rather than|au lieu de|вместо|במקום) ${amount("before")}`,
].map((pattern) => new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{N}])`, "giu"));

/** Says that something is no longer what it was; without it "from 1 to 63" is a range. */
const changes =
  /\b(?:now|changed?|raised?|increased?|decreased?|lowered|reduced|went|grown?|grew|rises?|rose|up|down|bumped|instead|rather than|upgraded?|updated?|moved|passe|passé|augmenté|réduit|désormais|lieu)\b|теперь|увелич|уменьш|измен|повы[шс]|сниж|вырос|вместо|שונה|עלה|ירד|הוגדל|הוקטן|במקום|כעת/iu;

/** What a changelog says was before, and is now; the sentence that says so is the explanation. */
export function mineChanges({ text, path, title, aliases, blocks }: Page): readonly MinedPair[] {
  const says = (name: string): boolean => names.test(fold(normalise(name)).replace(/[_/-]/gu, " "));
  const whole = [path, title, ...aliases].some(says);
  let section = false;
  return blocks.flatMap((block): readonly MinedPair[] => {
    if (block.kind === "heading") section = says(block.plain) || (section && block.level > 2);
    if (!(whole || section) || (block.kind !== "listItem" && block.kind !== "paragraph")) return [];
    const source = text.slice(block.start, block.end);
    const found = [...pairsBy(renames, source, 0.85), ...(changes.test(source) ? pairsBy(amounts, source, 0.65) : [])];
    return found.map((pair) => ({
      ...pair,
      kind: "changelog",
      explanation: block.plain,
      start: block.start,
      end: block.end,
    }));
  });
}

function pairsBy(
  patterns: readonly RegExp[],
  source: string,
  confidence: number,
): readonly Pick<MinedPair, "input" | "output" | "confidence">[] {
  return patterns.flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(({ groups = {} }) => {
      const side = (name: string): string =>
        (groups[name] ?? groups[`${name}Q`] ?? groups[`${name}F`] ?? "").trim().replace(/[.,]$/u, "");
      const [input, output] = [side("before"), side("after")];
      return input === "" || output === "" || input === output ? [] : [{ input, output, confidence }];
    }),
  );
}
