import { fieldNames, sharedFields } from "../document/checkStructure.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import type { TextEdit } from "./textEdit.ts";

/** Adds the fields, empty, that a demonstration lacks and the others have, each after the one that stands before it there. */
export function addMissingFields(text: string, { document, layout }: ParsedShots, at: number): readonly TextEdit[] {
  const demonstration = document.demonstrations[at];
  const place = layout.demonstrations[at];
  if (demonstration === undefined || place === undefined) return [];
  const shared = sharedFields(document.demonstrations);
  const present = fieldNames(demonstration);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const added = new Map<number, string>();
  for (const [index, name] of shared.entries()) {
    if (present.includes(name)) continue;
    const before = shared.slice(0, index).findLast((one) => present.includes(one));
    const last = demonstration.fields.findLastIndex((field) => field.name === before);
    const heading = [place.header, ...place.provenance].at(-1) ?? place.header;
    const end = before === undefined ? heading.end : (place.fields[last]?.range.end ?? heading.end);
    added.set(end, `${added.get(end) ?? ""}${lineEnd}${name}: `);
  }
  return Array.from(added, ([end, lines]) => ({ range: { start: end, end }, text: lines }));
}
