import { readable } from "./markedTerm.ts";

/** An entry of a definition list; offsets count within the paragraph that it was read from. */
export interface ListedDefinition {
  readonly term: string;
  readonly code: boolean;
  readonly start: number;
  readonly end: number;
  readonly excerptStart: number;
}

const line = /^.*$/gmu;
const explanation = /^[ \t]{0,3}[:~][ \t]+(?=\S)/u;

/**
 * The entries of a definition list as PHP Markdown Extra and Pandoc write it (`Term`, then lines `: explanation`) in a
 * paragraph, which is what a parser without that extension sees. Terms may share an explanation.
 */
export function listedDefinitions(source: string): readonly ListedDefinition[] {
  if (!/^[ \t]{0,3}[:~][ \t]/mu.test(source)) return [];
  const found: ListedDefinition[] = [];
  let terms: { readonly text: string; readonly start: number }[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    for (const { text, start } of open === undefined ? [] : terms) {
      const term = readable(text);
      found.push({
        term,
        code: /^`[^`]+`$/u.test(text.trim()),
        start,
        end: open?.end ?? start,
        excerptStart: open?.start ?? start,
      });
    }
    if (open !== undefined) terms = [];
    open = undefined;
  };
  const lines = [...source.matchAll(line)];
  for (const [place, { 0: text, index: start }] of lines.entries()) {
    const end = start + text.trimEnd().length;
    const mark = explanation.exec(text);
    if (mark !== null && terms.length > 0) {
      open ??= { start: start + mark[0].length, end };
      open.end = end;
    } else if (open !== undefined && !explanation.test(lines[place + 1]?.[0] ?? "")) open.end = end;
    else {
      close();
      terms.push({ text, start });
    }
  }
  close();
  return found;
}
