import { Document, isScalar, Scalar, visit } from "yaml";

/** Characters that YAML, or an editor, would change or show misleadingly; in double quotes they are escaped. */
const unsafe = /[^\P{C}\n]|[\u2028\u2029]|^\s|\s$|\s\n|\n\s/u;
const rawUnsafe = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A document whose texts are read as they are: what YAML or an editor would change stands escaped in double quotes. */
export function yamlDocument(value: unknown): Document {
  const document = new Document(value);
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && unsafe.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
    Seq: (_key, node) => {
      if (node.items.every((item) => isScalar(item))) node.flow = true;
    },
  });
  return document;
}

/** Writes such a document, lines unfolded, with a line end after the last. */
export const yamlText = (document: Document): string =>
  document
    .toString({ lineWidth: 0, doubleQuotedAsJSON: true, flowCollectionPadding: false })
    .replaceAll(rawUnsafe, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
