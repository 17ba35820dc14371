import type { ParsedShots } from "../document/parseShots.ts";
import type { TextEdit } from "./textEdit.ts";

const lineEnds = /(?:[^\S\n]*(?:\n|$))*/uy;

/** Takes demonstrations out, by their places in the document, with the blank lines after them; comments stay. */
export function dropDemonstrations(
  text: string,
  { layout }: ParsedShots,
  places: Iterable<number>,
): readonly TextEdit[] {
  return [...new Set(places)].flatMap((at): readonly TextEdit[] => {
    const range = layout.demonstrations[at]?.range;
    if (range === undefined) return [];
    lineEnds.lastIndex = range.end;
    const after = lineEnds.exec(text)?.[0].length ?? 0;
    return [{ range: { start: range.start, end: range.end + after }, text: "" }];
  });
}
