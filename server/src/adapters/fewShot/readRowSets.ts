import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import { labelsOf } from "../../core/fewShot/buildShots.ts";
import { fieldNamesFor } from "../../core/fewShot/demonstrationOf.ts";
import { drawItems } from "../../core/fewShot/evaluation/experiment.ts";
import { validationItems } from "../../core/fewShot/evaluation/greedy.ts";
import { rowsOfDocument, type DevelopmentRow, type RowSets } from "../../core/fewShot/evaluation/rowSets.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { readPairs, type ReadPairs } from "./readPairs.ts";

/** What is measured: a folder of rows, or a document on the rows of a file. Paths are absolute. */
export type ShotsSource =
  | { readonly kind: "rows"; readonly folder: string }
  | { readonly kind: "document"; readonly file: string; readonly test: string };

export interface RowOptions {
  readonly source: ShotsSource;
  /** Test rows and development rows at most. */
  readonly limit: number;
  readonly devLimit: number;
  readonly seeds: readonly number[];
  readonly task?: string;
}

export interface ReadingEvents {
  readonly signal?: AbortSignal;
  /** A file was read, some of its lines perhaps not. */
  onFile?(file: string, read: ReadPairs): void;
  /** A sentence for people. */
  note?(sentence: string): void;
}

/** Reads the rows, and draws those that are asked about; fails where there are none to go on with. */
export async function readRowSets(options: RowOptions, events: ReadingEvents = {}): Promise<Result<RowSets>> {
  const { source, limit, devLimit, seeds, task } = options;
  const seed = seeds[0] ?? 1;
  const read = async (file: string): Promise<Result<readonly Pair[]>> => {
    const found = await readPairs(file, events.signal);
    if (!found.ok) return found;
    events.onFile?.(file, found.value);
    if (found.value.pairs.length === 0) return failure("unreadable", t('{0} holds no row { "text", "label" }.', file));
    return success(found.value.pairs);
  };
  const test = await read(source.kind === "rows" ? join(source.folder, "test.jsonl") : source.test);
  if (!test.ok) return test;
  const drawn = drawItems(test.value, limit, seed);
  const given = task === undefined ? {} : { task };
  if (source.kind === "document") return documentRows(source.file, { test: drawn, ...given });
  const train = await read(join(source.folder, "train.jsonl"));
  if (!train.ok) return train;
  const labels = labelsOf([...train.value, ...test.value]);
  if (labels.length === 1)
    events.note?.(t("Every row has the same label, {0}: any prompt is right that says nothing else.", labels[0] ?? ""));
  const devFile = join(source.folder, "dev.jsonl");
  const dev = existsSync(devFile) ? await read(devFile) : undefined;
  if (dev !== undefined && !dev.ok) return dev;
  const most = devLimit + validationItems;
  const development: readonly DevelopmentRow[] =
    dev === undefined
      ? drawItems([...train.value.entries()], most, seed + 1).map(([own, pair]) => ({ pair, own }))
      : drawItems(dev.value, most, seed + 1).map((pair) => ({ pair }));
  return success({
    train: train.value.map(withoutExplanation),
    test: drawn,
    dev: development.slice(0, devLimit),
    validation: development.slice(devLimit),
    labels,
    fields: fieldNamesFor(train.value),
    ...given,
  });
}

/** The item would otherwise be answered with an explanation first. */
function withoutExplanation({ explanation: _explanation, ...pair }: Pair): Pair {
  return pair;
}

async function documentRows(
  file: string,
  given: { readonly test: readonly Pair[]; readonly task?: string },
): Promise<Result<RowSets>> {
  try {
    return rowsOfDocument(await readFile(file, "utf8"), { name: file, ...given });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure("unreadable", t("{0} cannot be read ({1}). Give the path of a .shots document.", file, why));
  }
}
