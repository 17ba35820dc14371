import type { HitView } from "../../../protocol/views.ts";

/** A link to a page that is being written. */
export interface OpenLink {
  /** What stands after `[[`. */
  readonly typed: string;
  /** Where that begins, as a UTF-16 offset in the line. */
  readonly start: number;
}

/** The link that is open at the end of a line's beginning; undefined where none is, or where its words are being named. */
export function openLinkIn(lineBefore: string): OpenLink | undefined {
  const [, typed] = /\[\[([^\][|]{0,200})$/.exec(lineBefore) ?? [];
  return typed === undefined ? undefined : { typed, start: lineBefore.length - typed.length };
}

/** A page, or a heading of one, that a link may lead to. */
export interface LinkTarget {
  /** Title, then heading. */
  readonly label: string;
  /** What stands in the link: the path without its ending, and the heading. */
  readonly target: string;
}

/** The pages and headings of what was found, each once, in the order of the results. */
export function linkTargets(hits: readonly HitView[], own: string): readonly LinkTarget[] {
  const targets = new Map<string, LinkTarget>();
  for (const { place, breadcrumb } of hits) {
    if (place.uri === own) continue;
    const page = place.path.replace(/\.[\p{L}\p{N}]{1,8}$/u, "");
    const [title = page, ...headings] = breadcrumb;
    const add = (label: string, target: string): void => {
      if (!targets.has(target)) targets.set(target, { label, target });
    };
    add(title, page);
    const heading = headings.at(-1);
    // These would end the link, or its target.
    if (heading !== undefined && !/[\][|#]/.test(heading)) add(`${title} › ${heading}`, `${page}#${heading}`);
  }
  return [...targets.values()];
}
