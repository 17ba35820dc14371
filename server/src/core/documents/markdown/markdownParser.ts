import type { Token } from "markdown-it";
import type { Block, DocumentParser, PageLink, ParsedDocument } from "../document.ts";
import { plainParagraphs } from "../plainText.ts";
import { createEntityDecoder, createMarkdownEngine, deepestNesting, type MarkdownEngine } from "./engine.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { collectBlocks } from "./blocks.ts";

/**
 * Parses Markdown and MDX by markdown-it, front matter by `yaml`.
 *
 * Blocks nested more than 300 levels deep (a list counts two a level) make the whole text plain paragraphs, and a
 * paragraph of more than 50,000 code units is taken without looking for mark-up in it: both keep the time bounded.
 */
export function createMarkdownParser(): DocumentParser {
  const engine = createMarkdownEngine();
  const decodeEntities = createEntityDecoder();
  return {
    name: "markdown",
    version: 3,
    extensions: [".md", ".mdx", ".markdown"],
    parse: (text) => parseMarkdown(text, engine, decodeEntities),
  };
}

function parseMarkdown(text: string, engine: MarkdownEngine, decodeEntities: (text: string) => string): ParsedDocument {
  const front = readFrontMatter(text);
  const tokens = engine(text.slice(front.end));
  const links: PageLink[] = [];
  const tags: string[] = [...front.tags];
  const blocks = isTooDeep(tokens)
    ? plainParagraphs(text)
    : collectBlocks(tokens, { text, bodyStart: front.end, decodeEntities, findings: { links, tags } });
  const title = front.title ?? firstTitle(blocks);
  return {
    ...(title !== undefined && { title }),
    ...(front.language !== undefined && { language: front.language }),
    ...(front.date !== undefined && { date: front.date }),
    aliases: front.aliases,
    tags: [...new Set(tags)],
    links,
    blocks,
  };
}

/** markdown-it leaves out what is nested deeper than it was told to go. */
function isTooDeep(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.level >= deepestNesting - 1);
}

function firstTitle(blocks: readonly Block[]): string | undefined {
  return blocks.find((block) => block.kind === "heading" && block.level === 1)?.plain;
}
