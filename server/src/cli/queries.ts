import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { failure, success, type Result } from "../core/result.ts";

const query = z.object({ id: z.union([z.string(), z.number()]).transform(String), text: z.string() });

export type Query = z.infer<typeof query>;

/** Reads `{ "id", "text" }` rows, one a line; a row that is none is named with its line. */
export async function readQueries(file: string): Promise<Result<readonly Query[]>> {
  const queries: Query[] = [];
  let line = 0;
  try {
    for await (const row of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
      line += 1;
      if (row.trim() === "") continue;
      const parsed = query.safeParse(JSON.parse(row));
      if (!parsed.success) return failure("bad-query", `${file}, line ${line}: not a row { "id", "text" }.`);
      queries.push(parsed.data);
    }
  } catch (error) {
    if (error instanceof SyntaxError) return failure("bad-query", `${file}, line ${line}: not JSON.`);
    return failure("bad-query", `The queries cannot be read from ${file}; check the path after --queries.`);
  }
  return success(queries);
}

/** The set's names of documents: of each path, and of a name its path. */
export interface DocumentIds {
  idOf(path: string): string;
  /** Without a file of ids, the name is taken for the path. */
  pathOf(id: string): string | undefined;
}

/** Reads `relative path, document id` rows; without a file the path itself is the id. */
export async function readIds(file: string | undefined): Promise<Result<DocumentIds>> {
  if (file === undefined) return success({ idOf: (path) => path, pathOf: (id) => id });
  try {
    const rows = (await readFile(file, "utf8")).split(/\r?\n/u).filter((row) => row !== "");
    const pairs = rows.map((row) => row.split("\t") as [string, string | undefined]);
    const ids = new Map(pairs);
    const paths = new Map(pairs.map(([path, id]) => [id ?? path, path]));
    return success({ idOf: (path) => ids.get(path) ?? path, pathOf: (id) => paths.get(id) });
  } catch {
    return failure("bad-query", `The document ids cannot be read from ${file}; check the path after --ids.`);
  }
}
