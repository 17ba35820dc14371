import type { JudgedFolder } from "../core/evaluation/prepareSet.ts";
import type { IndexedFolders } from "./folders.ts";

type IndexedFolder = ReturnType<IndexedFolders["all"]>[number];

/** A document by the name that a set has for it. */
interface NamedDocument {
  readonly session: IndexedFolder;
  /** In its folder. */
  readonly path: string;
}

/** How a workspace's documents are named in sets: by their paths, with the folder's name before it where there are several. */
export interface DocumentNaming {
  nameOf(session: IndexedFolder, path: string): string;
  /** The documents that may be meant, the likeliest first; whether there is such a file is another question. */
  meantBy(name: string): readonly NamedDocument[];
}

export function createDocumentNaming(folders: IndexedFolders): DocumentNaming {
  return {
    nameOf: (session, path) => (folders.all().length > 1 ? `${session.place.name}/${path}` : path),
    meantBy(name) {
      const inside = folders.all().flatMap((session) => {
        const start = `${session.place.name}/`;
        return name.startsWith(start) ? [{ session, path: name.slice(start.length) }] : [];
      });
      // Judged when the workspace had one folder more or less than now.
      const plain = folders.all().map((session) => ({ session, path: name }));
      return folders.all().length > 1 ? [...inside, ...plain] : [...plain, ...inside];
    },
  };
}

/** All folders of the workspace as one that a set is measured against. */
export function createJudgedFolders(folders: IndexedFolders): JudgedFolder {
  const naming = createDocumentNaming(folders);
  const indexed = (name: string): NamedDocument | undefined =>
    naming.meantBy(name).find(({ session, path }) => session.current?.service.judged.isIndexed(path) === true);

  return {
    idOf: (path) => path,
    pathOf(name) {
      const document = indexed(name);
      return document && naming.nameOf(document.session, document.path);
    },
    async place(judgement) {
      const meant = indexed(judgement.path);
      for (const { session, path } of meant === undefined ? naming.meantBy(judgement.path) : [meant]) {
        const placed = await session.use(({ service }) => service.judged.place(judgement, path));
        if (placed !== undefined) return { ...placed, path: naming.nameOf(session, placed.path) };
      }
      return undefined;
    },
    passagesOf(name) {
      const document = indexed(name);
      return document?.session.current?.service.judged.passagesOf(document.path) ?? [];
    },
  };
}
