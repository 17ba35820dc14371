import type { OutlineHeading } from "../../core/documents/outline.ts";
import type { Connection } from "./connection.ts";
import { readText, storedText } from "./encoding.ts";

/** The rows of files' headings. `replace` runs inside the caller's transaction. */
export interface OutlineTable {
  /** Writes a file's headings in place of those it had. */
  replace(fileId: number, outline: readonly OutlineHeading[]): void;
  of(fileId: number): readonly OutlineHeading[];
}

/** Between headings, and between the parts of one; headings hold neither, for their white space is folded. */
const [line, tab] = ["\n", "\t"];

/** The table `outline` of one connection. */
export const createOutlineTable = (connection: Connection): OutlineTable => {
  const clear = connection.prepare("DELETE FROM outline WHERE file_id = ?");
  const insert = connection.prepare("INSERT INTO outline VALUES (?, ?)");
  const one = connection.prepare("SELECT headings FROM outline WHERE file_id = ?");

  return {
    replace: (fileId, outline) => {
      clear.run(fileId);
      if (outline.length > 0) insert.run(fileId, storedText(outline.map(pack).join(line)));
    },
    of: (fileId) => {
      const row = one.get(fileId);
      return row === undefined ? [] : unpack(readText(row.headings));
    },
  };
};

const pack = ({ level, start, end, text }: OutlineHeading): string => [level, start, end, text].join(tab);

const unpack = (packed: string): readonly OutlineHeading[] =>
  packed.split(line).map((each) => {
    const [level = "", start = "", end = "", text = ""] = each.split(tab);
    return { level: Number(level), start: Number(start), end: Number(end), text };
  });
