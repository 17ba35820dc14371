import { fieldNames, sharedFields } from "../document/checkStructure.ts";
import { writeProvenance } from "../document/provenanceLine.ts";
import type { ShotsDocument } from "../shotsDocument.ts";
import { namedValues } from "../templates/renderPrompt.ts";
import type { NamedValue } from "../templates/template.ts";

/** A demonstration as exports see it: lists joined, the last field told from the others. */
export interface ExportedExample {
  readonly name?: string;
  readonly given: readonly NamedValue[];
  readonly output: string;
  /** Where its words come from, each on one line, as the document has it without the `@`. */
  readonly provenance: readonly string[];
}

/** What every export is made of. Its demonstrations all have the same fields. */
export interface ExportSource {
  readonly document: ShotsDocument;
  /** What to call the prompt where the format wants a name: the file's name without its ending. */
  readonly title: string;
  readonly task?: string;
  /** Names of the fields that are given, and of the one that the model writes. */
  readonly given: readonly string[];
  readonly output: string;
  readonly examples: readonly ExportedExample[];
}

/** One format's file. */
export interface Exported {
  readonly text: string;
  /** A second file for the provenance, where the format has no room for it: its ending, after the first one's name. */
  readonly beside?: { readonly ending: string; readonly text: string };
  /** Sentences for people: what this format cannot hold. */
  readonly notes: readonly string[];
}

/**
 * Reads off what exports need. Demonstrations without the fields that most have are left out, since no format has a place
 * for them: `leftOut` has their places, from 0. Undefined where no demonstration has an output and something given.
 */
export function exportSourceOf(
  { frontMatter, demonstrations }: ShotsDocument,
  title: string,
): { readonly source: ExportSource; readonly leftOut: readonly number[] } | undefined {
  const fields = sharedFields(demonstrations);
  const output = fields.at(-1);
  if (output === undefined || fields.length < 2) return undefined;
  const key = fields.join(":");
  const fits = demonstrations.map((demonstration) => fieldNames(demonstration).join(":") === key);
  const kept = demonstrations.filter((_, at) => fits[at]);
  return {
    source: {
      document: { frontMatter, demonstrations: kept },
      title,
      ...(frontMatter.task === undefined ? {} : { task: frontMatter.task }),
      given: fields.slice(0, -1),
      output,
      examples: kept.map((demonstration) => {
        const values = namedValues(demonstration);
        return {
          ...(demonstration.name === undefined ? {} : { name: demonstration.name }),
          given: values.slice(0, -1),
          output: values.at(-1)?.value ?? "",
          provenance: [demonstration, ...demonstration.fields].flatMap(({ provenance }) =>
            provenance.map((one) => withoutControls(writeProvenance(one).slice(2))),
          ),
        };
      }),
    },
    leftOut: fits.flatMap((fit, at) => (fit ? [] : [at])),
  };
}

/** Percent-encoded like the rest of a path: they would reorder the comment that the line stands in. */
const withoutControls = (line: string): string =>
  line.replaceAll(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, encodeURIComponent);
