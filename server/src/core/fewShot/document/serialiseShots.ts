import type { FrontMatter, ShotsDocument, ShotsField } from "../shotsDocument.ts";
import { escapeLine, escapeValue } from "./escapes.ts";
import { frontMatterKeys } from "./frontMatterValues.ts";
import { writeProvenance } from "./provenanceLine.ts";
import { yamlDocument, yamlText } from "./yamlText.ts";

/**
 * Writes a document, which `parseShots` reads as it was. Names of fields have to be ones of the format, paths and names
 * not empty, keys of the front matter values of JSON.
 */
export function serialiseShots({ frontMatter, demonstrations }: ShotsDocument): string {
  const blocks = demonstrations.map(({ name = "", provenance, fields }) =>
    [
      name === "" ? "===" : `=== ${escapeValue(name)}`,
      ...provenance.map(writeProvenance),
      ...fields.flatMap((field) => [writeField(field), ...field.provenance.map(writeProvenance)]),
    ].join("\n"),
  );
  return `${[`---\n${writeFrontMatter(frontMatter)}---`, ...blocks].join("\n\n")}\n`;
}

/** Writes a field with its value, without its provenance. */
export function writeField({ name, value }: Pick<ShotsField, "name" | "value">): string {
  if (value === "") return `${name}:`;
  if (!value.includes("\n")) return `${name}: ${escapeValue(value)}`;
  const lines = value.split("\n").map((line) => (line === "" ? "|" : `| ${escapeLine(line)}`));
  return `${name}:\n${lines.join("\n")}`;
}

function writeFrontMatter({ others = {}, ...values }: FrontMatter): string {
  const known = frontMatterKeys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]] as const]));
  return yamlText(yamlDocument(new Map<string, unknown>([...known, ...Object.entries(others)])));
}
