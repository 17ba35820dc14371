import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readPairs } from "../../adapters/fewShot/readPairs.ts";
import { labelsOf } from "../../core/fewShot/buildShots.ts";
import { fieldNamesFor, type FieldNames } from "../../core/fewShot/demonstrationOf.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import { drawItems } from "../../core/fewShot/evaluation/experiment.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import type { ShotsDocument } from "../../core/fewShot/shotsDocument.ts";
import { namedValues } from "../../core/fewShot/templates/renderPrompt.ts";
import { failure, success, type Result } from "../../core/result.ts";
import type { Output } from "../output.ts";
import { noteRowProblems } from "./rowProblems.ts";

/** What is measured: a folder of rows, or a document on the rows of a file. */
export type ShotsSource =
  | { readonly kind: "rows"; readonly folder: string }
  | { readonly kind: "document"; readonly file: string; readonly test: string };

/** A row that the best build is chosen on; `own` is its place in the training rows, where it is one of them. */
export interface DevelopmentRow {
  readonly pair: Pair;
  readonly own?: number;
}

export interface RowSets {
  /** What demonstrations are chosen from: the training rows, or those of the document in their order. */
  readonly train: readonly Pair[];
  readonly test: readonly Pair[];
  readonly dev: readonly DevelopmentRow[];
  /** Empty where the output is free text. */
  readonly labels: readonly string[];
  readonly fields: FieldNames;
  readonly task?: string;
  readonly document?: ShotsDocument;
}

interface RowOptions {
  readonly source: ShotsSource;
  readonly limit: number;
  readonly devLimit: number;
  readonly seeds: readonly number[];
  readonly task?: string;
}

/** Reads the rows, draws those that are asked about, and names what cannot be used. */
export async function readRows(options: RowOptions, output: Output, signal: AbortSignal): Promise<Result<RowSets>> {
  const { source, limit, devLimit, seeds, task } = options;
  const seed = seeds[0] ?? 1;
  const read = async (file: string): Promise<Result<readonly Pair[]>> => {
    const found = await readPairs(file, signal);
    if (!found.ok) return found;
    noteRowProblems(file, found.value, output);
    if (found.value.pairs.length === 0) return failure("unreadable", `${file} holds no row { "text", "label" }.`);
    return success(found.value.pairs);
  };
  const test = await read(source.kind === "rows" ? join(source.folder, "test.jsonl") : source.test);
  if (!test.ok) return test;
  const drawn = drawItems(test.value, limit, seed);
  if (source.kind === "document") return documentRows(source.file, drawn, task);
  const train = await read(join(source.folder, "train.jsonl"));
  if (!train.ok) return train;
  const labels = labelsOf([...train.value, ...test.value]);
  if (labels.length === 1)
    output.note(`Every row has the same label, ${labels[0] ?? ""}: any prompt is right that says nothing else.`);
  const devFile = join(source.folder, "dev.jsonl");
  const dev = existsSync(devFile) ? await read(devFile) : undefined;
  if (dev !== undefined && !dev.ok) return dev;
  const development: readonly DevelopmentRow[] =
    dev === undefined
      ? drawItems([...train.value.entries()], devLimit, seed + 1).map(([own, pair]) => ({ pair, own }))
      : drawItems(dev.value, devLimit, seed + 1).map((pair) => ({ pair }));
  return success({
    train: train.value.map(withoutExplanation),
    test: drawn,
    dev: development,
    labels,
    fields: fieldNamesFor(train.value),
    ...(task === undefined ? {} : { task }),
  });
}

/** The item would otherwise be answered with an explanation first. */
function withoutExplanation({ explanation: _explanation, ...pair }: Pair): Pair {
  return pair;
}

async function documentRows(file: string, test: readonly Pair[], given?: string): Promise<Result<RowSets>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure("unreadable", `${file} cannot be read (${why}). Give the path of a .shots document.`);
  }
  const { document, faults } = parseShots(text);
  const [fault] = faults;
  if (document.demonstrations.length === 0)
    return failure("unreadable", `${file} holds no demonstration. ${fault?.message ?? ""}`.trim());
  const { frontMatter, demonstrations } = document;
  const hasLabels = frontMatter.labels !== undefined;
  const train = demonstrations.map((demonstration): Pair => {
    const values = namedValues(demonstration);
    const output = values.at(-1)?.value ?? "";
    return {
      input: values
        .slice(0, -1)
        .map(({ value }) => value)
        .join("\n"),
      output,
      ...(hasLabels ? { label: output } : {}),
      kind: "row",
      language: "und",
      confidence: 1,
      flags: [],
    };
  });
  const names = namedValues(demonstrations[0] ?? { fields: [] }).map(({ name }) => name);
  const task = given ?? frontMatter.task;
  return success({
    train,
    test,
    dev: [],
    labels: frontMatter.labels ?? [],
    fields: { input: names[0] ?? "input", explanation: "explanation", output: names.at(-1) ?? "output" },
    ...(task === undefined ? {} : { task }),
    document,
  });
}
