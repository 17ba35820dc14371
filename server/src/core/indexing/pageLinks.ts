import type { ParsedDocument } from "../documents/document.ts";
import { fold, normalise } from "../language/fold.ts";
import type { Analyser } from "../language/analyse.ts";
import type { StoredLink } from "../ports.ts";

/** Links of one file that are kept, and terms of one link's text. */
const mostLinks = 2000;
const mostTerms = 24;

/** A heading and its anchor in one form: letters and digits alone. */
export const headingKey = (heading: string): string =>
  fold(normalise(heading.replace(/^user-content-/u, ""))).replace(/[^\p{L}\p{N}]+/gu, "");

const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.(?:md|mdx|markdown|txt|text)$/iu, "");

/** A page's name as wiki links know it: without folder, extension and case. */
export const pageName = (path: string): string =>
  normalise(withoutExtension(path.slice(path.lastIndexOf("/") + 1))).trim();

/** Where a path that is written in a file leads, from the folder's root and without extension; undefined outside of it. */
function pathFrom(source: string, written: string): string | undefined {
  const parts = written.startsWith("/") ? [] : source.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return withoutExtension(parts.join("/"));
}

/**
 * What a file's links say of other pages, each once: the page (`/` and its path without extension, or its mere name), the
 * key of the heading or "", and the terms of the link's text. A text that only repeats the page's name is left out: the
 * page is found by that already.
 */
export function linksOf(
  source: string,
  document: ParsedDocument,
  language: string,
  analyser: Analyser,
): readonly StoredLink[] {
  const found = new Map<string, StoredLink>();
  for (const { target, heading = "", isName = false, alias } of document.links) {
    if (found.size >= mostLinks) break;
    const path = isName ? pageName(target) : pathFrom(source, target);
    if (path === undefined || path === "" || alias === "") continue;
    const key = headingKey(heading);
    const says = headingKey(alias);
    if (says === headingKey(pageName(target)) || says === headingKey(pageName(target)) + key) continue;
    const terms = analyser.count(alias, language).terms.slice(0, mostTerms);
    if (terms.length === 0) continue;
    const link = { page: isName ? path : `/${path}`, heading: key, terms };
    found.set([link.page, key, ...terms].join("\n"), link);
  }
  return [...found.values()];
}
