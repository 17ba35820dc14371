import { t } from "@vscode/l10n";
import type { CompletedMentionView, CompleteMentionParams, Mention } from "../../../protocol/mentions.ts";
import type { CompleteTagParams, TagView } from "../../../protocol/noteTags.ts";
import type { CompletedMention } from "../core/mentions/completeMentions.ts";
import { byUse, type CountedTag } from "../core/mentions/completeTags.ts";
import type { FolderPart } from "../core/mentions/mention.ts";
import type { SearchScope } from "../core/mentions/scope.ts";
import type { Folders } from "./folders.ts";
import { plainUri } from "./folderPlace.ts";
import type { OpenIndex } from "./openIndex.ts";

const mostCompleted = 100;
const mostTags = 200;

/** Completes files, folders, headings and tags of all folders. */
export function createMentioning({ folders }: { readonly folders: Folders }) {
  function readAhead(of: CompleteMentionParams["of"]): void {
    for (const session of folders.all())
      // What fails here is met again by the next completion, which says so.
      void session.use(({ service }) => service.readMentionsAhead(of)).catch(() => undefined);
  }

  return {
    /** Those of most notes first, counted over all folders. */
    async completeTag({ typed, limit }: CompleteTagParams): Promise<readonly TagView[]> {
      const lists = await Promise.all(
        folders.all().map((session) => session.use(async ({ service }) => service.completeTag(typed))),
      );
      const counted = new Map<string, CountedTag>();
      for (const tag of lists.flatMap((list) => list ?? [])) {
        const known = counted.get(tag.key);
        counted.set(tag.key, known === undefined ? tag : { ...known, files: known.files + tag.files });
      }
      const most = Math.max(1, Math.min(mostTags, Math.floor(limit)));
      const all = [...counted.values()].sort(byUse).slice(0, most);
      return all.map(({ tag, files }) => ({ tag, files }));
    },
    /** The best first; none where no folder has an index. @throws the signal's reason when it aborts. */
    async completeMention(
      params: CompleteMentionParams,
      signal: AbortSignal,
    ): Promise<readonly CompletedMentionView[]> {
      const { of, typed } = params;
      const limit = Math.max(1, Math.min(mostCompleted, Math.floor(params.limit)));
      const prefixed = folders.all().length > 1;
      // Where nothing is typed yet, the next letters are likely to come.
      if (typed.trim() === "") setImmediate(() => readAhead(of));
      const lists = await Promise.all(
        folders.all().map((session) =>
          session.use(async ({ service, place }) => {
            signal.throwIfAborted();
            const pathsOf = (uris: readonly string[]) => uris.flatMap((uri) => place.pathOf(uri) ?? []);
            const within = new Set(pathsOf(params.within));
            const found = service.completeMention({
              ...{ of, typed, limit, recent: pathsOf(params.recent) },
              ...(params.within.length === 0 ? {} : { acceptsFile: (path: string) => within.has(path) }),
            });
            return found.map((one) => viewOf(one, place, prefixed));
          }),
        ),
      );
      const recent = new Map(params.recent.map((uri, place) => [plainUri(uri), place]));
      const placeOf = ({ mention }: CompletedMentionView): number => recent.get(mention.uri) ?? recent.size;
      const all = lists.flatMap((list) => list ?? []).sort((a, b) => a.rank - b.rank || placeOf(a) - placeOf(b));
      return all.slice(0, limit);
    },
  };
}

function viewOf(
  { part, title, rank }: CompletedMention,
  folder: OpenIndex["place"],
  prefixed: boolean,
): CompletedMentionView {
  const path = prefixed ? `${folder.name}/${part.path}` : part.path;
  const place = { uri: folder.uriOf(part.path), path };
  if (part.kind === "heading") return { mention: { kind: part.kind, headings: part.headings, ...place }, rank };
  return { mention: { kind: part.kind, ...place }, ...(title === undefined ? {} : { title }), rank };
}

/** What a question's mentions leave of one folder. */
export interface MentionedScope {
  /** Absent where nothing is mentioned: the whole folder is asked. */
  readonly scope?: SearchScope;
  /** The mentions that the folder holds. */
  readonly found: readonly Mention[];
}

/** Finds in one folder what is mentioned. Mentions of other folders leave nothing of it. */
export function scopeIn({ place, service }: OpenIndex, mentions: readonly Mention[]): MentionedScope {
  if (mentions.length === 0) return { found: [] };
  const parts = new Map<FolderPart, Mention>();
  for (const mention of mentions) {
    const path = place.pathOf(mention.uri);
    if (path === undefined) continue;
    const part: FolderPart =
      mention.kind === "heading"
        ? { kind: mention.kind, path, headings: mention.headings }
        : { kind: mention.kind, path };
    parts.set(part, mention);
  }
  const { scope, found } = service.scopeOf([...parts.keys()]);
  return { scope, found: [...parts].flatMap(([part, mention]) => (found.has(part) ? mention : [])) };
}

/** A sentence about each mention that no folder holds. @param found what each folder holds. */
export function missingNotices(
  mentions: readonly Mention[],
  found: readonly (readonly Mention[])[],
): readonly string[] {
  const known = new Set(found.flat());
  return mentions
    .filter((mention) => !known.has(mention))
    .map((mention) =>
      mention.kind === "heading"
        ? t(
            "{0} has no heading “{1}” in the index now; choose another one, or leave it out of the question.",
            ...namesOf(mention),
          )
        : t(
            "{0} is not in the index: it was moved or removed, or not read yet. Choose it again, or leave it out of the question.",
            mention.path,
          ),
    );
}

const namesOf = ({ path, headings }: Mention & { readonly kind: "heading" }): [string, string] => [
  path,
  headings.at(-1) ?? "",
];
