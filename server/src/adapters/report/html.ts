/** HTML that may be put into a page as it is. */
export interface Html {
  readonly html: string;
}

export type HtmlPart = string | number | Html | undefined | readonly HtmlPart[];

/** Text that was made by this program as HTML; never words of a document. */
export const trusted = (html: string): Html => ({ html });

/** Escapes everything that is put in; lists are joined, and nothing stands for `undefined`. */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlPart[]): Html =>
  trusted(parts.reduce((text, part, place) => text + htmlOf(values[place - 1]) + part));

function htmlOf(part: HtmlPart): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escape(String(part));
  return "html" in part ? part.html : part.map(htmlOf).join("");
}

const isolated = /\u2068([^\u2066-\u2069]*)\u2069/u;

/** A sentence of ours with words of documents or persons in it, which `isolate` has set apart: here by an element. */
export const sentenceHtml = (text: string): HtmlPart =>
  text.split(isolated).map((part, place) => (place % 2 === 1 ? html`<bdi>${part}</bdi>` : part));

/** A text of ours with HTML in place of `{0}` and so on. @param text as `t` gives it without values. */
export const filledHtml = (text: string, ...values: readonly HtmlPart[]): Html =>
  html`${text.split(/\{(\d)\}/u).map((part, place) => (place % 2 === 1 ? values[Number(part)] : part))}`;

const directionControls = /[\u202A-\u202E\u2066-\u2069]/gu;
const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also without the invisible characters by which a text turns around what stands beside it. */
const escape = (text: string): string =>
  text.replace(directionControls, "").replace(/[&<>"']/gu, (character) => escapes[character] ?? "");
