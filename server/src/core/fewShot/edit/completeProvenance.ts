import type { TextRange } from "../../documents/document.ts";
import { fieldsOfWords } from "../diagnose/provenanceLines.ts";
import type { Sources } from "../diagnose/sources.ts";
import { findSource } from "../diagnose/sourceState.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { decodePath, writeProvenance } from "../document/provenanceLine.ts";
import type { TextEdit } from "./textEdit.ts";

/** No file's hash, so that the words are looked for in the whole file. */
const unknownHash = "0".repeat(16);

/**
 * Completes a line that names a file, `@ PATH`, by the place in that file where the words stand that the line speaks of.
 * Nothing where they do not stand there word for word.
 */
export async function completeProvenance(
  text: string,
  { document, layout }: ParsedShots,
  range: TextRange,
  sources: Sources,
): Promise<TextEdit | undefined> {
  const path = decodePath(/^@ (\S+)/u.exec(text.slice(range.start, range.end))?.[1] ?? "");
  const at = layout.demonstrations.findLastIndex(({ header }) => header.start < range.start);
  const demonstration = document.demonstrations[at];
  if (path === undefined || path === "" || demonstration === undefined) return undefined;
  const above = layout.demonstrations[at]?.fields.findLastIndex(({ name }) => name.start < range.start) ?? -1;
  const fields = above === -1 ? fieldsOfWords(demonstration, document.frontMatter.labels) : [above];
  const texts = fields.map((field) => demonstration.fields[field]?.value ?? "");
  const unknown = { path, startOffset: 0, endOffset: 0, contentHash: unknownHash };
  // All of them together, else the first that stands there.
  for (const some of [texts, ...texts.map((one) => [one])]) {
    const state = await findSource(unknown, some, sources);
    if (state.kind === "moved") return { range, text: writeProvenance(state.now) };
  }
  return undefined;
}
