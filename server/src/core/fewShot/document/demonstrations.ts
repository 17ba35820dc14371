import { t } from "@vscode/l10n";
import type { TextRange } from "../../documents/document.ts";
import type { Demonstration, ShotsField, ShotsProvenance } from "../shotsDocument.ts";
import { unescape } from "./escapes.ts";
import { linesFrom, type ShotsLine } from "./lines.ts";
import { readProvenance } from "./provenanceLine.ts";
import { createFault, quoted, type ShotsFault, type ShotsFaultKind } from "./shotsFault.ts";
import type { DemonstrationLayout, FieldLayout } from "./shotsLayout.ts";

/** Both are for lines without white space at their end. */
const header = /^===(?:[ \t]+(.*))?$/su;
const field = /^(\p{L}[\p{L}\p{M}\p{N}_-]*):(?:[ \t]+(.*))?$/su;

/** Whether a demonstration begins with a line. */
export const isHeader = (line: string): boolean => line.startsWith("===") && header.test(line.trimEnd());

interface Value {
  readonly value: string;
  readonly range: TextRange;
}

interface PlacedProvenance {
  readonly read: ShotsProvenance;
  readonly range: TextRange;
}

interface OpenField {
  readonly name: Value;
  /** The value on the field's own line. */
  readonly inline: Value | undefined;
  readonly afterColon: number;
  /** The text lines; the range is the whole line's. */
  readonly texts: (Value & { readonly words: TextRange })[];
  readonly provenance: PlacedProvenance[];
  end: number;
}

/** A demonstration while its lines are read: the part of the document and of the layout together. */
interface OpenDemonstration {
  readonly header: TextRange;
  readonly name: Value | undefined;
  readonly provenance: PlacedProvenance[];
  readonly fields: OpenField[];
  end: number;
}

/** Reads the lines after the front matter, from an offset on. */
export function readDemonstrations(
  text: string,
  from: number,
  faults: ShotsFault[],
): { readonly demonstrations: readonly Demonstration[]; readonly layouts: readonly DemonstrationLayout[] } {
  const read: OpenDemonstration[] = [];
  for (const line of linesFrom(text, from)) {
    if (!readLine(line, read, faults)) continue;
    const demonstration = read.at(-1);
    if (demonstration !== undefined) demonstration.end = line.end;
    const last = demonstration?.fields.at(-1);
    if (last !== undefined) last.end = line.end;
  }
  return { demonstrations: read.map(closeDemonstration), layouts: read.map(layoutOf) };
}

/** Adds a line to what it belongs to; false where it belongs to nothing. */
function readLine(line: ShotsLine, read: OpenDemonstration[], faults: ShotsFault[]): boolean {
  const fault = (kind: ShotsFaultKind, message: string): false => {
    faults.push(createFault(kind, line, message));
    return false;
  };
  const { text, start, end } = line;
  const trimmed = text.trimEnd();
  const demonstration = read.at(-1);
  const open = demonstration?.fields.at(-1);
  if (trimmed === "" || text.startsWith("#")) return false;
  if (trimmed === "|" || text.startsWith("| ")) {
    if (open === undefined) return fault("stray-text", t("This text is in no field: put a line NAME: above it."));
    if (open.inline !== undefined) {
      const message = t(
        "The field {0} has a value on its own line: move that below it, after a bar.",
        quoted(open.name.value),
      );
      return fault("text-after-value", message);
    }
    const words = { start: Math.min(start + 2, end), end };
    open.texts.push({ value: unescape(text.slice(2), words.start, faults), range: { start, end }, words });
    return true;
  }
  if (text.startsWith("@ ")) {
    const owner = open ?? demonstration;
    if (owner === undefined) {
      return fault("stray-provenance", t("This provenance is in no demonstration: put a line === before it."));
    }
    const provenance = readProvenance(line, faults);
    if (provenance !== undefined) owner.provenance.push({ read: provenance, range: { start, end } });
    return true;
  }
  const headerParts = header.exec(trimmed);
  if (headerParts !== null) {
    const name = valueAtEnd(start, trimmed, headerParts[1], faults);
    read.push({ header: { start, end }, name, provenance: [], fields: [], end });
    return true;
  }
  const [, name, written] = field.exec(trimmed) ?? [];
  if (name === undefined) return fault("unknown-line", unknownLine(text));
  if (demonstration === undefined) {
    return fault("stray-field", t("This field is in no demonstration: put a line === before it."));
  }
  const range = { start, end: start + name.length };
  const inline = valueAtEnd(start, trimmed, written, faults);
  const parts = { inline, afterColon: range.end + 1, texts: [], provenance: [], end };
  demonstration.fields.push({ name: { value: name, range }, ...parts });
  return true;
}

/** What a line of no kind should have been, as far as that can be told. */
function unknownLine(text: string): string {
  if (text.startsWith("|")) return t("A text line begins with a bar and a space.");
  if (text.startsWith("@")) return t("A provenance line begins with @ and a space.");
  if (text.startsWith("=")) return t("A demonstration begins with === alone, or with ===, a space and a name.");
  if (/^\s/u.test(text)) return t("No line of the format is indented; a line of text begins with a bar and a space.");
  const name = /^(\p{L}[\p{L}\p{M}\p{N}_-]*):/u.exec(text)?.[1];
  if (name !== undefined) return t("The value of a field stands after a colon and a space, as in {0}: value.", name);
  return t("This is no line of the format: a line of text begins with a bar and a space, a comment with #.");
}

/** The value at the end of a line, without white space around it; `undefined` where there is none. */
function valueAtEnd(start: number, line: string, written = "", faults: ShotsFault[]): Value | undefined {
  const value = written.trimStart();
  if (value === "") return undefined;
  const range = { start: start + line.length - value.length, end: start + line.length };
  return { value: unescape(value, range.start, faults), range };
}

function closeDemonstration({ name, provenance, fields }: OpenDemonstration): Demonstration {
  return {
    ...(name !== undefined && { name: name.value }),
    provenance: provenance.map(({ read }) => read),
    fields: fields.map((open): ShotsField => ({
      name: open.name.value,
      value: open.inline?.value ?? open.texts.map(({ value }) => value).join("\n"),
      provenance: open.provenance.map(({ read }) => read),
    })),
  };
}

const layoutOf = (open: OpenDemonstration): DemonstrationLayout => ({
  range: { start: open.header.start, end: open.end },
  header: open.header,
  ...(open.name !== undefined && { name: open.name.range }),
  provenance: open.provenance.map(({ range }) => range),
  fields: open.fields.map(({ name, inline, afterColon, texts, provenance, end }): FieldLayout => ({
    range: { start: name.range.start, end },
    name: name.range,
    value: inline?.range ?? {
      start: texts[0]?.range.start ?? afterColon,
      end: texts.at(-1)?.range.end ?? afterColon,
    },
    lines: texts.map(({ words }) => words),
    provenance: provenance.map(({ range }) => range),
  })),
});
