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

/** Reads `relative path, document id` rows; without a file the path itself is the id. */
export async function readIds(file: string | undefined): Promise<Result<(path: string) => string>> {
  if (file === undefined) return success((path) => path);
  try {
    const rows = (await readFile(file, "utf8")).split(/\r?\n/u).filter((row) => row !== "");
    const ids = new Map(rows.map((row) => row.split("\t") as [string, string | undefined]));
    return success((path) => ids.get(path) ?? path);
  } catch {
    return failure("bad-query", `The document ids cannot be read from ${file}; check the path after --ids.`);
  }
}
