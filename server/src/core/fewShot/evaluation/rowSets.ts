import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import { failure, success, type Result } from "../../result.ts";
import type { FieldNames } from "../demonstrationOf.ts";
import { parseShots } from "../document/parseShots.ts";
import type { Pair } from "../pair.ts";
import type { Demonstration, ShotsDocument } from "../shotsDocument.ts";
import { namedValues } from "../templates/renderPrompt.ts";

/** A row that the best build is chosen on; `own` is its place in the training rows, where it is one of them. */
export interface DevelopmentRow {
  readonly pair: Pair;
  readonly own?: number;
}

/** Rows that builds are made of and measured on. */
export interface RowSets {
  /** What demonstrations are chosen from: the training rows, or those of the document in their order. */
  readonly train: readonly Pair[];
  readonly test: readonly Pair[];
  readonly dev: readonly DevelopmentRow[];
  /** What a model chooses greedy demonstrations on: none of `dev`. */
  readonly validation: readonly DevelopmentRow[];
  /** Empty where the output is free text. */
  readonly labels: readonly string[];
  readonly fields: FieldNames;
  readonly task?: string;
  readonly document?: ShotsDocument;
  /** Sentences for people about the rows. */
  readonly notes?: readonly string[];
}

/**
 * What the recommended build is chosen on: rows of a file of their own; training rows, each answered with the others, and
 * without those of its group where rows have one; or nothing.
 */
export interface Development {
  readonly by: "dev-file" | "leave-one-out" | "leave-one-group-out" | "none";
  readonly rows: number;
}

export function developmentOf(dev: readonly DevelopmentRow[]): Development {
  const rows = dev.length;
  if (rows === 0) return { by: "none", rows };
  if (dev.every(({ own }) => own === undefined)) return { by: "dev-file", rows };
  return { by: dev.some(({ pair }) => pair.group !== undefined) ? "leave-one-group-out" : "leave-one-out", rows };
}

/** The rows of a document as it stands. Fails where it has no demonstration. @param name of the document, for people. */
export function rowsOfDocument(
  text: string,
  { name, test, task: given }: { readonly name: string; readonly test: readonly Pair[]; readonly task?: string },
): Result<RowSets> {
  const { document, faults } = parseShots(text);
  const { frontMatter, demonstrations } = document;
  const [first] = demonstrations;
  if (first === undefined) {
    const why = faults[0]?.message ?? "";
    return failure("unreadable", t("{0} holds no demonstration. {1}", name, why).trim());
  }
  const names = namedValues(first).map((field) => field.name);
  const task = given ?? frontMatter.task;
  return success({
    train: demonstrations.map((demonstration) => pairOf(demonstration, frontMatter.labels !== undefined)),
    test,
    dev: [],
    validation: [],
    labels: frontMatter.labels ?? [],
    fields: { input: names[0] ?? "input", explanation: "explanation", output: names.at(-1) ?? "output" },
    ...(task === undefined ? {} : { task }),
    document,
    notes: [...joinedFields(names), ...foreignLabels(test, frontMatter.labels)],
  });
}

/** A row has one input: where the document gives several fields, they are put together as they are in no prompt of its own. */
function joinedFields(names: readonly string[]): readonly string[] {
  const given = names.slice(0, -1);
  return given.length < 2
    ? []
    : [
        t(
          "The fields {0} are joined into one, {1}, as the rows of a test have one input.",
          given.join(", "),
          given[0] ?? "",
        ),
      ];
}

function foreignLabels(test: readonly Pair[], labels: readonly string[] | undefined): readonly string[] {
  if (labels === undefined) return [];
  const foreign = test.map(({ label, output }) => label ?? output).filter((label) => !labels.includes(label));
  const [first] = foreign;
  return first === undefined
    ? []
    : [
        plural(
          t,
          foreign.length,
          {
            one: "{0} of {1} rows has a label that the document does not list, such as {2}.",
            other: "{0} of {1} rows have a label that the document does not list, such as {2}.",
          },
          foreign.length,
          test.length,
          first,
        ),
      ];
}

function pairOf(demonstration: Demonstration, hasLabels: boolean): Pair {
  const values = namedValues(demonstration).map(({ value }) => value);
  const output = values.at(-1) ?? "";
  return {
    input: values.slice(0, -1).join("\n"),
    output,
    ...(hasLabels ? { label: output } : {}),
    kind: "row",
    language: "und",
    confidence: 1,
    flags: [],
  };
}
