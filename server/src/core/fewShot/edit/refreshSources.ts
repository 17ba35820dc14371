import type { FoundSource } from "../diagnose/staleSources.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { writeProvenance } from "../document/provenanceLine.ts";
import { writeField } from "../document/serialiseShots.ts";
import type { TextEdit } from "./textEdit.ts";

/**
 * Writes provenance lines as they should be now, and what the files say now in place of words that have been edited
 * there. Words that are gone are left as they are.
 */
export function refreshSources({ document, layout }: ParsedShots, found: readonly FoundSource[]): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  const add = (edit: TextEdit): void => {
    // Of two lines that speak of one field the first decides.
    if (!edits.has(edit.range.start)) edits.set(edit.range.start, edit);
  };
  for (const { line, state } of found) {
    if (state.kind === "gone" || (state.kind === "unchanged" && !state.outdated)) continue;
    add({ range: line.range, text: writeProvenance(state.now) });
    if (state.kind !== "edited") continue;
    for (const [text, words] of state.edits) {
      const at = line.fields[text] ?? -1;
      const field = document.demonstrations[line.demonstration]?.fields[at];
      const place = layout.demonstrations[line.demonstration]?.fields[at];
      if (field === undefined || place === undefined) continue;
      const value = words.replace(/\r\n?/gu, "\n");
      add({ range: { start: place.name.start, end: place.value.end }, text: writeField({ name: field.name, value }) });
    }
  }
  return [...edits.values()];
}
