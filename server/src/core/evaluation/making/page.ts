import type { Block } from "../../documents/document.ts";
import type { NewDefinition } from "../../hover/collectDefinitions.ts";

/** A page as questions are made from it. */
export interface Page {
  readonly path: string;
  /** An ISO 639-1 code. */
  readonly language: string;
  readonly title: string;
  /** Other names of the page. */
  readonly aliases: readonly string[];
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly definitions: readonly NewDefinition[];
}

/** A heading with what stands under it, up to the next heading of any level. */
export interface Section {
  readonly heading: Extract<Block, { kind: "heading" }>;
  readonly body: readonly Block[];
}

export function sectionsOf({ blocks }: Pick<Page, "blocks">): readonly Section[] {
  const sections: { heading: Section["heading"]; body: Block[] }[] = [];
  for (const block of blocks)
    if (block.kind === "heading") sections.push({ heading: block, body: [] });
    else sections.at(-1)?.body.push(block);
  return sections;
}
