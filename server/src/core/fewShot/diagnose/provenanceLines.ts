import type { TextRange } from "../../documents/document.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import type { Demonstration, ShotsProvenance } from "../shotsDocument.ts";

/** A provenance line with the fields that it speaks of. */
export interface ProvenanceLine {
  readonly provenance: ShotsProvenance;
  /** The whole line. */
  readonly range: TextRange;
  /** The demonstration's place in the document. */
  readonly demonstration: number;
  /** The places of the fields whose words it speaks of: one, or those of the whole demonstration. */
  readonly fields: readonly number[];
}

/** The provenance lines of a document in its order. */
export function provenanceLines({ document, layout }: ParsedShots): readonly ProvenanceLine[] {
  const lines: ProvenanceLine[] = [];
  for (const [index, demonstration] of document.demonstrations.entries()) {
    const place = layout.demonstrations[index];
    if (place === undefined) continue;
    const add = (list: readonly ShotsProvenance[], ranges: readonly TextRange[], fields: readonly number[]): void => {
      for (const [at, provenance] of list.entries()) {
        const range = ranges[at];
        if (range !== undefined) lines.push({ provenance, range, demonstration: index, fields });
      }
    };
    add(demonstration.provenance, place.provenance, fieldsOfWords(demonstration, document.frontMatter.labels));
    for (const [at, { provenance }] of demonstration.fields.entries()) {
      add(provenance, place.fields[at]?.provenance ?? [], [at]);
    }
  }
  return lines;
}

/** The places of the fields without a provenance of their own, and without a label, which stands in no document. */
export const fieldsOfWords = ({ fields }: Demonstration, labels: readonly string[] = []): readonly number[] =>
  [...fields.entries()]
    .filter(([, { value, provenance }]) => provenance.length === 0 && !labels.includes(value))
    .map(([at]) => at);
