import { createMarkdownParser } from "../../documents/markdown/markdownParser.ts";
import type { Page } from "../../evaluation/making/page.ts";
import { collectDefinitions } from "../../hover/collectDefinitions.ts";
import { createAnalyser } from "../../language/analyse.ts";
import type { MinedPair } from "./minedPair.ts";

const parser = createMarkdownParser();
const analyser = createAnalyser();

/** A page as the miners see it, of Markdown, for tests. */
export function pageOf(text: string, language = "en", path = "page.md"): Page {
  const document = parser.parse(text);
  const definitions = collectDefinitions({ path, text, document, language }, analyser);
  const { title = "page", aliases, blocks } = document;
  return { path, language, title, aliases, text, blocks, definitions };
}

/** Both sides of every pair, for tests; throws where a range does not hold the words of the output. */
export function sidesOf(text: string, pairs: readonly MinedPair[]): readonly (readonly [string, string])[] {
  for (const { start, end, output } of pairs)
    if (!text.slice(start, end).includes(output)) throw new Error(`“${output}” is not at ${start} to ${end}.`);
  return pairs.map(({ input, output }) => [input, output]);
}
