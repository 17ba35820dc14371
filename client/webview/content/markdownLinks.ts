import type MarkdownIt from "markdown-it";
import { pathInWorkspace, readLink } from "../../../protocol/links.ts";

/** What an engine's rules are told of the document whose words they render. */
export interface WrittenIn {
  /** Its path in the workspace, where it is known: links of a document lead from there. */
  readonly from?: string | undefined;
}

/** Pictures in the text itself: they are not shown either, and their words stand for them. */
const picture = /^data:image\/(?:gif|png|jpeg|webp);/iu;
/** The ends of what is pointed out, where they fell into an address. */
const pointers = /%EE%80%8[01]/gu;

/**
 * Makes links elements that lead nowhere by themselves and say in their title where they would: what is shown is what
 * the extension is asked to open. Links with any other target stay the text that they are written as.
 */
export function addLinkRules(engine: InstanceType<typeof MarkdownIt>): void {
  const { escapeHtml } = engine.utils;
  engine.validateLink = (target) => readLink(target) !== undefined || picture.test(target);
  // An address that stands as its own text is shown as it is opened.
  engine.normalizeLinkText = (target) => titleOf(target, undefined) ?? target;
  engine.renderer.rules["link_open"] = (tokens, index, _options, env) => {
    const target = String(tokens[index]?.attrGet("href") ?? "").replaceAll(pointers, "");
    const title = titleOf(target, (env as WrittenIn | undefined)?.from);
    return title === undefined ? "<span>" : `<span class="link" title="${escapeHtml(title)}">`;
  };
  engine.renderer.rules["link_close"] = () => "</span>";
}

function titleOf(target: string, from: string | undefined): string | undefined {
  const link = readLink(target);
  if (link?.kind !== "document") return link?.address;
  return from === undefined ? undefined : pathInWorkspace(link, from);
}
