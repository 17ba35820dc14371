import type { OwnTemplate } from "../shotsDocument.ts";
import type { NamedValue, TextTemplate } from "./template.ts";

/** A piece of an own template: text as it stands, or a field's place. */
export type TemplatePiece =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "field"; readonly name: string };

const token = /\{\{|\}\}|\{([^{}]*)\}/gu;

/** Reads `{name}` as a field's place, `{{` and `}}` as braces. */
function templatePieces(text: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let literal = "";
  let from = 0;
  for (const match of text.matchAll(token)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    const [whole, name] = match;
    if (name === undefined) {
      literal += whole.slice(0, 1);
      continue;
    }
    if (literal !== "") pieces.push({ kind: "text", text: literal });
    literal = "";
    pieces.push({ kind: "field", name: name.trim() });
  }
  literal += text.slice(from);
  return literal === "" ? pieces : [...pieces, { kind: "text", text: literal }];
}

/** The fields that a template names, each once, in order. */
export const templateFields = ({ demonstration }: OwnTemplate): readonly string[] => [
  ...new Set(templatePieces(demonstration).flatMap((piece) => (piece.kind === "field" ? [piece.name] : []))),
];

const separatorUnlessTold = "\n\n";

/** A template in the small syntax of `docs/shots-format.md`. */
export function ownTemplate(template: OwnTemplate): TextTemplate {
  const separator = template.separator ?? separatorUnlessTold;
  const pieces = templatePieces(template.demonstration);
  const breaksLines =
    separator.includes("\n") || pieces.some((piece) => piece.kind === "text" && piece.text.includes("\n"));
  // As in the completion template: a further line of a value is told from a line of the template by its indent.
  const escape = (value: string): string => (breaksLines ? value.replaceAll("\n", "\n  ") : value);
  const fill = (fields: readonly NamedValue[], shown: readonly TemplatePiece[]): string =>
    shown
      .map((piece) =>
        piece.kind === "text" ? piece.text : escape(fields.find(({ name }) => name === piece.name)?.value ?? ""),
      )
      .join("");
  const placeOf = (output: string): number =>
    pieces.findIndex((piece) => piece.kind === "field" && piece.name === output);
  return {
    kind: "text",
    keepsPeriod: false,
    separator,
    escape,
    unescape: (written) => (breaksLines ? written.replaceAll("\n  ", "\n") : written).trim(),
    demonstration: (fields) => fill(fields, pieces),
    input(given, output) {
      const place = placeOf(output);
      // A model writes the space itself.
      return fill(given, place === -1 ? pieces : pieces.slice(0, place)).replace(/[ \t]+$/u, "");
    },
    literals() {
      const literals = [""];
      for (const piece of pieces) {
        if (piece.kind === "field") literals.push("");
        else literals[literals.length - 1] = piece.text;
      }
      return literals;
    },
    stop(output) {
      const after = pieces[placeOf(output) + 1];
      const next = (after?.kind === "text" ? after.text : "") + separator;
      return [next.startsWith("\n") && !next.startsWith("\n\n") && next.length > 1 ? next.slice(0, 2) : next].filter(
        (stop) => stop !== "",
      );
    },
  };
}
