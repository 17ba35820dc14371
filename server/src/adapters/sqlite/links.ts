import type { FileLinks, StoredLink } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import { readNumber, readText, storedText } from "./encoding.ts";

/** The rows of what files' links say of other pages. `replace` runs inside the caller's transaction. */
export interface LinkTable {
  /** Writes a file's links in place of those it had. */
  replace(fileId: number, links: readonly StoredLink[]): void;
  /** The links of the next files after an id, in order of id, at most 500; empty at the end. */
  loadAfter(fileId: number): readonly FileLinks[];
}

const filesAtOnce = 500;
/** Between links, and between the parts of one; terms hold neither. */
const [line, tab] = ["\n", "\t"];

/** The table `link` of one connection. */
export const createLinkTable = (connection: Connection): LinkTable => {
  const clear = connection.prepare("DELETE FROM link WHERE file_id = ?");
  const insert = connection.prepare("INSERT INTO link VALUES (?, ?)");
  const after = connection.prepare(
    `SELECT file_id, links FROM link WHERE file_id > ? ORDER BY file_id LIMIT ${filesAtOnce}`,
  );

  return {
    replace: (fileId, links) => {
      clear.run(fileId);
      if (links.length > 0) insert.run(fileId, storedText(packLinks(links)));
    },
    loadAfter: (fileId) =>
      after.all(fileId).map((row) => ({ fileId: readNumber(row.file_id), links: unpackLinks(readText(row.links)) })),
  };
};

const plainPart = (part: string): string => part.replace(/[\n\t]/gu, " ");

const packLinks = (links: readonly StoredLink[]): string =>
  links.map(({ page, heading, terms }) => [page, heading, ...terms].map(plainPart).join(tab)).join(line);

const unpackLinks = (packed: string): readonly StoredLink[] =>
  packed.split(line).map((each) => {
    const [page = "", heading = "", ...terms] = each.split(tab);
    return { page, heading, terms };
  });
