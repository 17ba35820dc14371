import { explanationRange } from "../../../evaluation/making/fromDefinitions.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import { looksLikeIdentifier } from "../../../hover/termKeys.ts";
import type { DefinitionKind } from "../../../ports.ts";
import { trimRange } from "../../../documents/ranges.ts";
import type { MinedPair } from "../minedPair.ts";

/** By how surely the words explain the term; "label" may as well name a field, "mention" be about more than the term. */
const confidences: Readonly<Partial<Record<DefinitionKind, number>>> = {
  glossary: 0.95,
  term: 0.85,
  table: 0.75,
  heading: 0.7,
};

/** Terms with what explains them: definition lists, marked terms, glossaries, tables of identifiers. */
export function mineDefinitions(page: Page): readonly MinedPair[] {
  const { text, definitions } = page;
  return definitions.flatMap((definition): readonly MinedPair[] => {
    const { term, kind, start } = definition;
    const confidence = confidences[kind];
    if (confidence === undefined || (kind === "table" && !looksLikeIdentifier(term))) return [];
    const range = explanationRange(page, definition);
    const said = range && trimRange(text, range.start, range.end);
    if (said === undefined || !/[\p{L}\p{N}]/u.test(text.slice(said.start, said.end))) return [];
    const output = text.slice(said.start, said.end);
    const listed = kind === "glossary";
    return [{ input: term, output, kind: listed ? "glossary" : "definition", start, end: said.end, confidence }];
  });
}
