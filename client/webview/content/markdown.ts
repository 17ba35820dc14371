import MarkdownIt, { type Token } from "markdown-it";
import { directionOf, withoutDirectionControls } from "./direction.ts";
import { addLinkRules, type WrittenIn } from "./markdownLinks.ts";

type Engine = ReturnType<typeof createEngine>;

/** Markdown of a document as HTML, still to be sanitised. */
export interface RenderedMarkdown {
  readonly html: string;
  /** Whether it is one run of text that may stand among others, and not blocks of its own. */
  readonly inline: boolean;
}

/** Renders Markdown; remembers what it rendered, because a turn is drawn many times. */
export interface MarkdownRenderer {
  /**
   * @param marked a stretch of the text, as offsets, that is pointed out where it lies within one run of words.
   * @param from path of the document that links lead from; without it, those to documents are plain text.
   */
  render(text: string, marked?: Stretch, from?: string): RenderedMarkdown;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Characters of the private use area stand for the ends of what is pointed out while the text is rendered. */
const [opening, closing] = ["\uE000", "\uE001"];
const placeholders = /[\uE000\uE001]/gu;
const markedRun = /\uE000([^<\uE000\uE001]*)\uE001/u;

/** Texts whose rendering is remembered. */
const mostRemembered = 4000;

/** Elements that hold text of either direction. */
const directed = [
  ...["paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"],
  ...["table_open", "th_open", "td_open"],
];

/** A row of a table that was quoted without its head. */
const loneRow = /^\s*\|(.+)\|\s*$/u;
const cellBorder = /(?<!\\)\|/u;

/**
 * Makes the renderer: no HTML of the document's own, nothing loaded, links as text that says where it would
 * lead, every block with its own direction, code from left to right. Directions are written out, because `dir="auto"` does
 * not look into elements that have a direction of their own: a list would not follow its items.
 */
export function createMarkdown(): MarkdownRenderer {
  const engine = createEngine();
  const known = new Map<string, RenderedMarkdown>();
  const render = (text: string, from: string | undefined): RenderedMarkdown => {
    const row = loneRow.exec(text)?.[1];
    if (row !== undefined) return { html: renderRow(engine, row, { from }), inline: false };
    const env = { from, crlf: text.includes("\r\n") };
    const tokens = engine.parse(text, {});
    const inline = tokens.length === 3 && tokens[0]?.type === "paragraph_open";
    return {
      html: inline ? engine.renderInline(text.trim(), env) : engine.renderer.render(tokens, engine.options, env),
      inline,
    };
  };
  return {
    render(text, marked, from) {
      const written = text.replace(placeholders, " ");
      const pointed = marked === undefined ? written : withPlaceholders(written, marked);
      const key = `${from ?? ""}\n${pointed}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const rendered = pointOut(render(withoutDirectionControls(pointed), from));
      if (known.size >= mostRemembered) known.clear();
      known.set(key, rendered);
      return rendered;
    },
  };
}

const withPlaceholders = (text: string, { start, end }: Stretch): string =>
  text.slice(0, start) + opening + text.slice(start, end) + closing + text.slice(end);

/** Puts the element in the place of its placeholders, unless other elements begin or end between them. */
const pointOut = ({ html, inline }: RenderedMarkdown): RenderedMarkdown => ({
  html: html.replace(markedRun, '<mark class="exact">$1</mark>').replace(placeholders, ""),
  inline,
});

function createEngine(): InstanceType<typeof MarkdownIt> {
  const engine = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const { rules } = engine.renderer;
  for (const type of directed) {
    rules[type] = (tokens, index, options, _env, self) => {
      const direction = directionOf(proseWithin(tokens, index));
      if (direction !== undefined) tokens[index]?.attrSet("dir", direction);
      return self.renderToken(tokens, index, options);
    };
  }
  addLinkRules(engine);
  rules["image"] = (tokens, index) =>
    `<span class="image">${engine.utils.escapeHtml(tokens[index]?.content ?? "")}</span>`;
  rules["code_inline"] = (tokens, index) => codeHtml(engine, tokens[index]);
  for (const type of ["fence", "code_block"]) {
    rules[type] = (tokens, index, _options, env) => codeBlockHtml(engine, tokens[index], env?.["crlf"] === true);
  }
  return engine;
}

/** The text between an opening token and its closing one, without code. */
function proseWithin(tokens: readonly Token[], opening: number): string {
  const level = tokens[opening]?.level;
  const inside = tokens.slice(opening + 1);
  const end = inside.findIndex((token) => token.level === level && token.nesting === -1);
  return inside
    .slice(0, end)
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === "text")
    .map(({ content }) => content)
    .join(" ");
}

const codeHtml = (engine: Engine, token: Token | undefined): string =>
  `<code dir="ltr">${engine.utils.escapeHtml(token?.content ?? "")}</code>`;

/** `crlf` keeps what the renderer turns into plain line feeds, so that code can be copied as the document has it. */
function codeBlockHtml(engine: Engine, token: Token | undefined, crlf: boolean): string {
  const language = /^[\w+#.-]+/u.exec(token?.info.trim() ?? "")?.[0] ?? "";
  const title = language === "" ? "" : ` title="${engine.utils.escapeHtml(language)}"`;
  const ends = crlf ? " crlf" : "";
  return `<div class="code-block${ends}"${title}><pre dir="ltr">${codeHtml(engine, token)}</pre></div>\n`;
}

function renderRow(engine: Engine, row: string, { from }: WrittenIn): string {
  const cells = row
    .split(cellBorder)
    .map((cell) => `<td${directionHtml(cell)}>${engine.renderInline(cell.trim(), { from })}</td>`);
  return `<table${directionHtml(row)}><tbody><tr>${cells.join("")}</tr></tbody></table>`;
}

function directionHtml(text: string): string {
  const direction = directionOf(text);
  return direction === undefined ? "" : ` dir="${direction}"`;
}
