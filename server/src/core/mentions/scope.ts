import { trailsOf } from "../documents/outline.ts";
import type { TextRange } from "../documents/document.ts";
import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { PassageRecord, Store } from "../ports.ts";
import type { FolderPart } from "./mention.ts";

/** The stretches of a folder's documents that a question is asked of. */
export interface SearchScope {
  accepts(passage: number): boolean;
  /** Whether a stretch of a passage's text lies in it; a passage may hold more than the section that is asked. */
  holds(passage: Pick<PassageRecord, "fileId" | "start">, range: TextRange): boolean;
}

/** A scope, and which of its parts are there at all. */
export interface FoundScope {
  readonly scope: SearchScope;
  readonly found: ReadonlySet<FolderPart>;
}

const overlaps = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end;

/** Builds the finding of what parts of a folder stand for at the moment. */
export function createScopes(ports: {
  readonly index: Pick<FolderIndex, "fileOf" | "idOf" | "passagesOf">;
  readonly files: Pick<FileCatalogue, "all" | "byPath">;
  readonly store: Pick<Store, "outline" | "passages">;
}) {
  const { index, files, store } = ports;

  function sectionsOf(fileId: number, headings: readonly string[]): readonly TextRange[] {
    const wanted = headings.join("\n");
    const sections: TextRange[] = [];
    for (const [heading, trail] of trailsOf(store.outline(fileId)))
      if (trail.join("\n") === wanted) sections.push(heading);
    return sections;
  }

  /** What the parts hold together; a scope without any part accepts nothing. */
  return function scopeOf(parts: readonly FolderPart[]): FoundScope {
    const whole = new Set<number>();
    const sections = new Map<number, readonly TextRange[]>();
    const found = new Set<FolderPart>();

    function addFolder(part: FolderPart & { readonly kind: "folder" }): void {
      const beginning = part.path === "" ? "" : `${part.path}/`;
      for (const { id, path } of files.all()) {
        if (!path.startsWith(beginning)) continue;
        whole.add(id);
        found.add(part);
      }
    }

    for (const part of parts) {
      if (part.kind === "folder") addFolder(part);
      else {
        const file = files.byPath(part.path);
        if (file === undefined) continue;
        if (part.kind === "file") whole.add(file.id);
        else {
          const own = sectionsOf(file.id, part.headings);
          if (own.length === 0) continue;
          sections.set(file.id, [...(sections.get(file.id) ?? []), ...own]);
        }
        found.add(part);
      }
    }

    const passages = new Set<number>();
    for (const [fileId, ranges] of sections) {
      const numbers = index.passagesOf(fileId);
      const byId = new Map(store.passages(numbers.map(index.idOf)).map((record) => [record.id, record]));
      for (const number of numbers) {
        const record = byId.get(index.idOf(number));
        if (record !== undefined && ranges.some((range) => overlaps(range, record))) passages.add(number);
      }
    }
    const scope: SearchScope = {
      accepts: (passage) => whole.has(index.fileOf(passage)) || passages.has(passage),
      holds: ({ fileId, start }, range) =>
        whole.has(fileId) ||
        (sections.get(fileId) ?? []).some((section) =>
          overlaps(section, { start: start + range.start, end: start + range.end }),
        ),
    };
    return { scope, found };
  };
}
