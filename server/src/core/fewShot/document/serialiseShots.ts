import { Document, isScalar, Scalar, visit } from "yaml";
import type { FrontMatter, ShotsDocument, ShotsField } from "../shotsDocument.ts";
import { escapeLine, escapeValue } from "./escapes.ts";
import { frontMatterKeys } from "./frontMatterValues.ts";
import { writeProvenance } from "./provenanceLine.ts";

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

/** Characters that YAML, or an editor, would change or show misleadingly; in double quotes they are escaped. */
const unsafe = /[^\P{C}\n]|[\u2028\u2029]|^\s|\s$|\s\n|\n\s/u;
const rawUnsafe = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function writeFrontMatter({ others = {}, ...values }: FrontMatter): string {
  const known = frontMatterKeys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]] as const]));
  const document = new Document(new Map<string, unknown>([...known, ...Object.entries(others)]));
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && unsafe.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
    Seq: (_key, node) => {
      if (node.items.every((item) => isScalar(item))) node.flow = true;
    },
  });
  return document
    .toString({ lineWidth: 0, doubleQuotedAsJSON: true, flowCollectionPadding: false })
    .replaceAll(rawUnsafe, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
