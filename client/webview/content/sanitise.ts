import createPurifier from "dompurify";

/** Everything that Markdown without HTML of its own can come to; nothing here loads, runs or leads anywhere. */
const allowedTags = [
  ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "hr", "br", "pre", "code"],
  ...["em", "strong", "s", "span", "div", "mark", "table", "thead", "tbody", "tr", "th", "td"],
];
const allowedAttributes = ["dir", "title", "class", "start"];
/** Texts whose safe form is remembered: a turn is drawn anew with every sentence that it grows by. */
const mostRemembered = 4000;

/** Removes whatever could load, run, style or navigate. The last gate before anything of a document becomes elements. */
export function createSanitiser(window: Window & typeof globalThis): (html: string) => string {
  const purifier = createPurifier(window);
  const known = new Map<string, string>();
  return (html) => {
    const before = known.get(html);
    if (before !== undefined) return before;
    const safe = purifier.sanitize(html, {
      ALLOWED_TAGS: allowedTags,
      ALLOWED_ATTR: allowedAttributes,
      ALLOW_ARIA_ATTR: false,
      ALLOW_DATA_ATTR: false,
    });
    if (known.size >= mostRemembered) known.clear();
    known.set(html, safe);
    return safe;
  };
}
