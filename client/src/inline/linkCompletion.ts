import type { CompletedMentionView, Mention } from "../../../protocol/mentions.ts";
import type { HitView } from "../../../protocol/views.ts";

/** A link to a page that is being written. */
export interface OpenLink {
  /** Of the page, as far as it is written; "" for the note itself. */
  readonly page: string;
  /** What stands after `#`, where one stands. */
  readonly heading?: string;
  /** Where what is written begins, as a UTF-16 offset in the line. */
  readonly start: number;
  /** Whether the link is to be closed. */
  readonly isUnclosed: boolean;
}

/** The link that is open at a place of a line; undefined where none is, or where its words are being named. */
export function openLinkAt(line: string, character: number): OpenLink | undefined {
  const before = line.slice(0, character);
  const [, typed] = /\[\[((?!\s)[^\][|]{0,200})$/u.exec(before) ?? [];
  if (typed === undefined) return undefined;
  const start = character - typed.length;
  if ((before.slice(0, start).match(/`+/gu)?.length ?? 0) % 2 === 1) return undefined;
  const hash = typed.indexOf("#");
  const isUnclosed = !line.slice(character).startsWith("]]");
  if (hash < 0) return { page: typed, start, isUnclosed };
  return { page: typed.slice(0, hash), heading: typed.slice(typed.lastIndexOf("#") + 1), start, isUnclosed };
}

/** A page, or a heading of one, that a link may lead to. */
export interface LinkTarget {
  /** Title or name, then heading. */
  readonly label: string;
  /** What stands in the link: the path without its ending, and the heading. */
  readonly target: string;
}

const withoutEnding = (path: string): string => path.replace(/\.[\p{L}\p{N}]{1,8}$/u, "");
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
/** These would end the link, or its target. */
const isLinkable = (text: string): boolean => !/[\][|#]/u.test(text);

/** The pages and headings of what fits, each once. */
export function mentionTargets(found: readonly Omit<CompletedMentionView, "rank">[]): readonly LinkTarget[] {
  const targets = new Map<string, LinkTarget>();
  for (const { mention, title } of found) {
    const page = withoutEnding(mention.path);
    const heading = mention.kind === "heading" ? mention.headings.at(-1) : undefined;
    if (mention.kind === "folder" || !isLinkable(page + (heading ?? ""))) continue;
    const target = heading === undefined ? page : `${page}#${heading}`;
    const label = heading === undefined ? (title ?? nameOf(page)) : `${nameOf(page)} › ${heading}`;
    if (!targets.has(target)) targets.set(target, { label, target });
  }
  return [...targets.values()];
}

/** The pages and headings of what was found by meaning, each once, in the order of the results. */
export function hitTargets(hits: readonly HitView[]): readonly LinkTarget[] {
  const found = hits.flatMap(
    ({ place: { uri, path }, breadcrumb: [title, ...headings] }): Omit<CompletedMentionView, "rank">[] => {
      const page = { mention: { kind: "file", uri, path } as const, ...(title === undefined ? {} : { title }) };
      return headings.length === 0 ? [page] : [page, { mention: { kind: "heading", uri, path, headings } }];
    },
  );
  return mentionTargets(found);
}

/** The file that a link's page names: by its whole path, by the end of it, or by its name; undefined where none is. */
export function pageNamed(page: string, found: readonly CompletedMentionView[]): Mention | undefined {
  const wanted = withoutEnding(page).toLowerCase();
  const files = found.flatMap(({ mention }) => (mention.kind === "file" ? mention : []));
  const pathOf = ({ path }: Mention): string => withoutEnding(path).toLowerCase();
  return (
    files.find((file) => pathOf(file) === wanted) ??
    files.find((file) => pathOf(file).endsWith(`/${wanted}`)) ??
    files.find((file) => nameOf(pathOf(file)) === nameOf(wanted))
  );
}
