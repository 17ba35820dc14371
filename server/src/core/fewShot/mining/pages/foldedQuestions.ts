import type { Page } from "../../../evaluation/making/page.ts";
import { trimRange } from "../../../documents/ranges.ts";
import { readable } from "../../../hover/markedTerm.ts";
import type { MinedPair } from "../minedPair.ts";
import { saysFaq } from "./faqNames.ts";
import { questionForm } from "./questionForm.ts";

const details =
  /<details\b[^>]*>\s*<summary\b[^>]*>(?<asked>(?:(?!<\/summary>)[\s\S]){1,600})<\/summary>(?<said>(?:(?!<\/?details\b)[\s\S]){1,6000})<\/details\s*>/dgiu;

/** `<details>` whose summary asks something, or stands on a page of frequently asked questions. */
export function mineFoldedQuestions({ text, title, blocks }: Page): readonly MinedPair[] {
  const codes = blocks.filter(({ kind }) => kind === "code");
  return [...text.matchAll(details)].flatMap(({ index, groups, indices }): readonly MinedPair[] => {
    if (codes.some((code) => code.start <= index && index < code.end)) return [];
    const input = readable(groups?.["asked"] ?? "");
    const [from, to] = indices?.groups?.["said"] ?? [index, index];
    const said = trimRange(text, from, to);
    if (said === undefined || (questionForm(input) === undefined && !saysFaq(title))) return [];
    const start = indices?.groups?.["asked"]?.[0] ?? index;
    return [{ input, output: text.slice(said.start, said.end), kind: "faq", start, end: said.end, confidence: 0.9 }];
  });
}
