import type { Token } from "markdown-it";
import type { PageLink } from "../document.ts";
import { extensionOf } from "../parsers.ts";
import { wikiLinkOf } from "./engine.ts";
import { inlineTags } from "./inlineTags.ts";

/** Gathers what inline text names besides its words. Tags and links stand in reading order and may repeat. */
export interface InlineFindings {
  readonly links: PageLink[];
  readonly tags: string[];
}

const pageExtensions = new Set(["", ".md", ".mdx", ".markdown", ".txt", ".text"]);

/** The text of inline tokens as a reader sees it: no mark-up, no HTML, line breaks as spaces. Adds to the findings. */
export function readInline(tokens: readonly Token[], findings: InlineFindings): string {
  const plain = appendInline("", tokens, findings);
  return tidy(plain).trim();
}

function appendInline(before: string, tokens: readonly Token[], findings: InlineFindings): string {
  let plain = before;
  let link: { readonly target: LinkTarget; readonly from: number } | undefined;
  for (const token of tokens) {
    switch (token.type) {
      case "text":
        if (token.content.includes("#")) findings.tags.push(...inlineTags(token.content, plain));
        plain += token.content;
        break;
      case "text_special":
      case "code_inline":
        plain += token.content;
        break;
      case "softbreak":
      case "hardbreak":
        plain += " ";
        break;
      case "html_inline":
        if (/^<br\b/iu.test(token.content)) plain += " ";
        break;
      case "image":
        plain = appendInline(plain, token.children ?? [], findings);
        break;
      case "wiki_link":
        plain += addWikiLink(token, findings.links);
        break;
      case "link_open": {
        const target = pageTarget(String(token.attrGet("href") ?? ""));
        link = target === undefined ? undefined : { target, from: plain.length };
        break;
      }
      case "link_close":
        if (link !== undefined) findings.links.push({ ...link.target, alias: plain.slice(link.from).trim() });
        link = undefined;
        break;
    }
  }
  return plain;
}

function addWikiLink(token: Token, links: PageLink[]): string {
  const { shown, target, heading } = wikiLinkOf(token);
  if (target !== "") links.push({ target, ...(heading === "" ? {} : { heading }), isName: true, alias: shown });
  return shown;
}

type LinkTarget = Omit<PageLink, "alias">;

/** The page that a link leads to, as written; undefined for the web, the page itself and files. */
function pageTarget(href: string): LinkTarget | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?)/iu.test(href)) return undefined;
  const path = href.replace(/[?#].*$/su, "");
  const heading = decoded(/#([^?]*)$/su.exec(href)?.[1] ?? "");
  if (path === "" || !pageExtensions.has(extensionOf(path))) return undefined;
  return { target: decoded(path), ...(heading === "" ? {} : { heading }) };
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** Takes out what MDX, Docusaurus and GitHub add to text and a reader does not see. */
function tidy(plain: string): string {
  let text = plain;
  if (text.includes("{/*")) text = text.replace(/\{\/\*.*?(?:\*\/\}|$)/gsu, " ");
  if (text.includes("={")) text = text.replace(/<[A-Z][\w.]{0,100}\s[^<>]{0,1000}>/gu, " ");
  if (text.includes(":::")) text = text.replace(/(?<=^|\s):{3,}\w*(?=\s|$)/gu, " ");
  if (text.includes("  ")) text = text.replace(/ {2,}/gu, " ");
  return text.replace(/^\s*\[!\w+\][+-]?/u, "");
}
