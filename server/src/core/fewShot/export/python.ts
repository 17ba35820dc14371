import { jsonText } from "./jsonText.ts";

/** A string literal: JSON's escapes are among Python's, and mean the same there. */
export const pythonString = (text: string): string => jsonText(text);

/** A list over several lines, an item on each. */
export const pythonList = (items: readonly string[]): string =>
  items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${item},\n`).join("")}]`;

/** Words of the language, and names that the classes which fields become attributes of have for themselves. */
const taken = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield " +
    "copy dict fields get inputs instructions items json keys labels schema signature toDict validate values without " +
    "demos config lm kwargs args base input_fields output_fields self cls"
  ).split(" "),
);

/**
 * Python names of fields, in their order: the field's own where Python takes it, letters of any script included (it
 * compares names by NFKC), else changed, and told apart by a number where two become one.
 */
export function pythonNames(fields: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const field of fields) {
    const kept = field.normalize("NFKC").replaceAll(/[^\p{XID_Continue}]/gu, "_");
    const name = /^\p{XID_Start}/u.test(kept) && !kept.startsWith("model_") ? kept : `field_${kept}`;
    const free = taken.has(name) ? `${name}_` : name;
    let numbered = free;
    for (let at = 2; names.includes(numbered); at += 1) numbered = `${free}_${at}`;
    names.push(numbered);
  }
  return names;
}

/** Where the words of the demonstrations come from, as a constant. */
export const pythonProvenance = (examples: readonly { readonly provenance: readonly string[] }[]): string =>
  `# Where the words of each come from, in the same order: file, UTF-16 range, hash of the file.\nPROVENANCE = ${pythonList(
    examples.map(({ provenance }) => `[${provenance.map(pythonString).join(", ")}]`),
  )}`;
