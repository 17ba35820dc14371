import { inputRank, isColumn, joint, namesGroup, namesLabel, outputRank } from "./columnNames.ts";

/** Which columns of a table make pairs, by their places from 0. */
export interface ColumnChoice {
  /** One, or two that are read together. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** Whether the output is one of a few values. */
  readonly label: boolean;
  /** The column of the document that a row came from. */
  readonly group?: number;
  readonly by: "names" | "shape";
}

type Rows = readonly (readonly string[])[];

/** A label is short, and there are few. */
const longestLabel = 60;
const mostLabels = 50;
const largestLabelShare = 0.2;
const fewestRows = 10;
/** Mean length of a column that holds texts rather than names or numbers. */
const leastText = 20;

/**
 * Chooses the columns to pair: by their names in a dozen languages, else by shape, where two columns are filled, or one
 * holds texts and one other a few values that come again. Undefined where neither tells.
 *
 * @param names the head of each column, "" where there is none. @param sample rows without the head.
 */
export function chooseColumns(names: readonly string[], sample: Rows): ColumnChoice | undefined {
  return byNames(names, sample) ?? byShape(names, sample);
}

function byNames(names: readonly string[], sample: Rows): ColumnChoice | undefined {
  const output = bestOf(names, outputRank, sample);
  if (output === undefined) return undefined;
  const together = joint.find(([one, other]) =>
    [one, other].every((key) => names.some((name, at) => at !== output && isColumn(name, key))),
  );
  const input = bestOf(
    names.map((name, at) => (at === output ? "" : name)),
    inputRank,
    sample,
  );
  const inputs = together?.map((key) => names.findIndex((name) => isColumn(name, key))) ?? [input ?? -1];
  if (inputs.some((at) => at < 0)) return undefined;
  const group = names.findIndex((name, at) => namesGroup(name) && !inputs.includes(at) && at !== output);
  return {
    inputs,
    output,
    label: hasFewValues(sample, output, namesLabel(names[output] ?? "")),
    ...(group < 0 ? {} : { group }),
    by: "names",
  };
}

/** The column whose name ranks first, of those that are filled. */
function bestOf(
  names: readonly string[],
  rankOf: (name: string) => number | undefined,
  sample: Rows,
): number | undefined {
  const ranked = names.flatMap((name, at) => {
    const rank = rankOf(name);
    return rank === undefined || !isFilled(sample, at) ? [] : [{ at, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.at;
}

function byShape(names: readonly string[], sample: Rows): ColumnChoice | undefined {
  const filled = names.map((_, at) => at).filter((at) => isFilled(sample, at));
  const telling = filled.filter((at) => !isNumbering(sample, at));
  // Of two columns a number may well be what is given.
  const columns = telling.length < 2 && filled.length === 2 ? filled : telling;
  const label = columns.find((at) => hasFewValues(sample, at, false));
  const texts = columns.filter((at) => at !== label && meanLength(sample, at) >= leastText);
  const [first, second, ...others] = columns;
  if (label !== undefined) {
    const input = columns.length === 2 ? columns.find((at) => at !== label) : texts.length === 1 ? texts[0] : undefined;
    return input === undefined ? undefined : { inputs: [input], output: label, label: true, by: "shape" };
  }
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  return { inputs: [first], output: second, label: false, by: "shape" };
}

const cellsOf = (sample: Rows, at: number): readonly string[] => sample.map((row) => (row[at] ?? "").trim());

const isFilled = (sample: Rows, at: number): boolean =>
  cellsOf(sample, at).filter((cell) => cell !== "").length >= 0.8 * sample.length;

const meanLength = (sample: Rows, at: number): number =>
  cellsOf(sample, at).reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, sample.length);

/** Numbers or identifiers, each its own: they name rows. */
function isNumbering(sample: Rows, at: number): boolean {
  const cells = cellsOf(sample, at);
  return new Set(cells).size === cells.length && cells.every((cell) => /^[#\w-]{0,40}\d[\w-]{0,40}$/u.test(cell));
}

function hasFewValues(sample: Rows, at: number, named: boolean): boolean {
  const cells = cellsOf(sample, at).filter((cell) => cell !== "");
  const values = new Set(cells);
  if (values.size > mostLabels || [...values].some((value) => value.length > longestLabel)) return false;
  if (named) return values.size < cells.length || cells.length < fewestRows;
  return cells.length >= fewestRows && values.size > 1 && values.size <= largestLabelShare * cells.length;
}
