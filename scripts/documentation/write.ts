/** Writes the documents that are made of the manifest: `npm run docs`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { referenceTables } from "./tables.ts";

const root = join(import.meta.dirname, "../..");
for (const [path, text] of Object.entries(referenceTables(root))) {
  const options = await resolveConfig(join(root, path));
  writeFileSync(join(root, path), await format(text, { ...options, parser: "markdown" }));
}
