import MarkdownIt, { type StateInline, type Token } from "markdown-it";

/** Blocks nested deeper than this are not parsed; the caller sees it by a token's level. */
export const deepestNesting = 300;

/** A run of inline text longer than this (UTF-16 code units) is taken as it stands: some inputs take quadratic time. */
const longestInline = 50_000;

const longestWikiLink = 500;

/** What a `[[target#heading|alias]]` holds. */
export interface WikiLink {
  /** Empty for a link within the page itself. */
  readonly target: string;
  /** Empty for a link to a whole page. */
  readonly heading: string;
  /** What a reader sees. */
  readonly shown: string;
}

/** Splits Markdown into the tokens of markdown-it, with `[[wiki links]]` among the inline ones. */
export type MarkdownEngine = (text: string) => readonly Token[];

/** Sets up markdown-it for reading: HTML is seen, nothing is rewritten, references keep their text. */
export function createMarkdownEngine(): MarkdownEngine {
  const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: deepestNesting });
  markdown.inline.ruler.before("link", "wiki_link", readWikiLink);
  // Left out, so that an escaped `\#` stays apart from the `#` of a tag.
  markdown.core.ruler.disable("text_join");
  markdown.core.ruler.at("inline", (state) => {
    for (const token of state.tokens) {
      if (token.type !== "inline" || token.children === null) continue;
      if (token.content.length <= longestInline) {
        markdown.inline.parse(token.content, markdown, state.env, token.children);
        continue;
      }
      const whole = new state.Token("text", "", 0);
      whole.content = token.content;
      token.children.push(whole);
    }
  });
  return (text) => markdown.parse(text, {});
}

/** Decodes the entities and nothing else: `&amp;` becomes `&`, a backslash stays. */
export function createEntityDecoder(): (text: string) => string {
  const { unescapeAll } = new MarkdownIt().utils;
  return (text) => (text.includes("&") ? text.replace(/&(?:#\w{1,8}|\w{2,32});/gu, unescapeAll) : text);
}

/** What a token of the type "wiki_link" holds. */
export function wikiLinkOf(token: Token): WikiLink {
  return { target: token.info, heading: token.markup, shown: token.content };
}

function readWikiLink(state: StateInline, silent: boolean): boolean {
  const open = state.src.startsWith("![[", state.pos) ? 3 : 2;
  if (open === 2 && !state.src.startsWith("[[", state.pos)) return false;
  const start = state.pos + open;
  const inside = state.src.slice(start, Math.min(start + longestWikiLink, state.posMax));
  const length = inside.indexOf("]]");
  if (length === -1 || state.src[start + length + 2] === "(") return false;
  const link = wikiLink(inside.slice(0, length));
  if (link === undefined) return false;
  if (!silent) {
    const token = state.push("wiki_link", "", 0);
    token.content = link.shown;
    token.info = link.target;
    token.markup = link.heading;
  }
  state.pos = start + length + 2;
  return true;
}

function wikiLink(inside: string): WikiLink | undefined {
  if (/[[\]\n]/u.test(inside)) return undefined;
  const bar = inside.indexOf("|");
  const page = (bar === -1 ? inside : inside.slice(0, bar)).trim();
  if (page === "") return undefined;
  const alias = bar === -1 ? "" : inside.slice(bar + 1).trim();
  const mark = page.indexOf("#");
  const target = (mark === -1 ? page : page.slice(0, mark)).trim();
  const shown =
    alias === ""
      ? page
          .split("#")
          .filter((part) => part.trim() !== "")
          .join(" > ")
      : alias;
  // Of nested headings the last is the one that is meant.
  const heading = mark === -1 ? "" : (page.split("#").at(-1) ?? "").trim();
  return { target, heading: heading.startsWith("^") ? "" : heading, shown };
}
