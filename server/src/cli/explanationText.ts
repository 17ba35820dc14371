import type { Explanation, WordExplanation } from "../../../protocol/explanation.ts";
import { missingWords, ordinal } from "../../../protocol/explanationRows.ts";
import { isolate } from "../../../protocol/isolate.ts";
import { columnsOf, pad, wrap } from "./terminalText.ts";

/** A line's width, and the columns that stand before everything of an explanation. */
const width = 80;
const indent = "   ";
const longestWord = 20;

/** Puts the rows' cells under each other; the last cell is broken within its column. */
function table(rows: readonly (readonly string[])[], first: string): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => columnsOf(row[at] ?? ""))));
  const used = first.length + widths.reduce((sum, each) => sum + each + 2, 0);
  return rows.flatMap((row) => {
    const cells = widths.map((each, at) => `${pad(row[at] ?? "", each, isFigure(row[at] ?? "") ? "start" : "end")}  `);
    const [line = "", ...more] = wrap(row[count] ?? "", Math.max(20, width - used));
    return [`${first}${cells.join("")}${line}`.trimEnd(), ...more.map((rest) => `${" ".repeat(used)}${rest}`)];
  });
}

const isFigure = (cell: string): boolean => /^[\d.,%-]+$/u.test(cell);

const shorten = (word: string): string => {
  const characters = Array.from(word);
  return characters.length <= longestWord ? word : `${characters.slice(0, longestWord - 1).join("")}…`;
};

function wordRow({ text, score, terms }: WordExplanation, whole: number): readonly string[] {
  const found = terms.map(({ term, fields }) => {
    const places = fields.map(({ field, frequency, score }) => `${field} ${frequency}x ${score.toFixed(2)}`).join(", ");
    return terms.length > 1 || term !== text.toLowerCase() ? `${isolate(term)}: ${places}` : places;
  });
  return [isolate(shorten(text)), score.toFixed(2), `${Math.round((100 * score) / whole)}%`, found.join("; ")];
}

/** An explanation in lines of at most 80 columns, for the terminal. */
export function explanationLines({ headline, notes, lexical, dense, ...rest }: Explanation): readonly string[] {
  const missing = missingWords({ lexical });
  const placed = (rank: number | null): string => (rank === null ? "" : ordinal(rank));
  const features = rest.reranker?.features.filter(({ weight }) => weight !== 0) ?? [];
  const legs = [
    ...(rest.reranker === null
      ? []
      : [["overall", rest.reranker.probability.toFixed(2), ordinal(rest.rank), "probability that it answers"]]),
    ["words", lexical.scaled.toFixed(2), placed(lexical.rank), `BM25F ${lexical.score.toFixed(2)}`],
    dense === null
      ? ["meaning", "-", "", "no vector"]
      : [
          "meaning",
          dense.scaled.toFixed(2),
          placed(dense.rank),
          `cosine ${dense.cosine.toFixed(3)}, vector ${dense.vector}`,
        ],
  ];
  return [
    ...[headline, ...notes].flatMap((sentence) => wrap(sentence, width - indent.length)).map((line) => indent + line),
    ...table(legs, `${indent}  `),
    ...table(
      lexical.words.filter(({ score }) => score > 0).map((word) => wordRow(word, lexical.score)),
      `${indent}    `,
    ),
    ...(missing.length === 0 ? [] : table([["not in it:", missing.map(isolate).join(", ")]], `${indent}    `)),
    ...(lexical.phrases > 0 ? [`${indent}    in quotation marks: ${lexical.phrases.toFixed(2)}`] : []),
    ...(features.length === 0 ? [] : [`${indent}  weighed besides (part = weight x value)`]),
    ...table(
      features.map(({ name, value, weight, contribution }) => [
        name,
        contribution.toFixed(2),
        `= ${weight.toFixed(2)} x ${value.toFixed(2)}`,
      ]),
      `${indent}    `,
    ),
    `${indent}  ${ordinal(rest.rank)} of ${rest.candidates} compared`,
  ];
}
