import type { TextRange } from "../../documents/document.ts";
import { languageOf, type SensitiveField } from "../diagnose/sensitiveFields.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { writeProvenance } from "../document/provenanceLine.ts";
import { writeField } from "../document/serialiseShots.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import { provenanceLines } from "../diagnose/provenanceLines.ts";
import type { TextEdit } from "./textEdit.ts";

/** More findings than that in one text are not masked one by one. */
const mostMasks = 30;
const outerMarks = /^[\s"'([{<]+|[\s"')\]}>.,;:!?]+$/gu;

/**
 * Puts `[email]`, `[phone]` and so on in the place of what a finder finds in a text: the shortest run of words that it
 * still finds, again and again until it finds nothing. The finder is asked some twenty times for each.
 */
export async function maskText(text: string, language: string, findSensitive: FindSensitive): Promise<string> {
  const kindsIn = async (words: string): Promise<readonly string[]> =>
    (await findSensitive([{ text: words, language }]))[0] ?? [];
  let masked = text;
  for (let count = 0; count < mostMasks; count += 1) {
    const [kind] = await kindsIn(masked);
    if (kind === undefined) return masked;
    const holds = async (start: number, end: number): Promise<boolean> =>
      (await kindsIn(masked.slice(start, end))).includes(kind);
    const words = Array.from(masked.matchAll(/\S+/gu), ({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
    }));
    const last = await least(words.length, (at) => holds(0, words[at]?.end ?? masked.length));
    const end = words[last]?.end ?? masked.length;
    const back = await least(last + 1, (at) => holds(words[last - at]?.start ?? 0, end));
    // The finder needs no country's code where it knows the country.
    const first = last - back - (countryCode.test(masked.slice(...bounds(words[last - back - 1]))) ? 1 : 0);
    let range = { start: words[first]?.start ?? 0, end };
    const run = masked.slice(range.start, range.end);
    const inner = run.replace(outerMarks, "");
    const shift = run.indexOf(inner);
    const trimmed = { start: range.start + shift, end: range.start + shift + inner.length };
    if (await holds(trimmed.start, trimmed.end)) range = trimmed;
    masked = `${masked.slice(0, range.start)}[${kind}]${masked.slice(range.end)}`;
  }
  return masked;
}

const countryCode = /^\(?\+\d{1,4}\)?$/u;
const bounds = (range?: TextRange): [number, number] => [range?.start ?? 0, range?.end ?? 0];

/** The first of `count` places from which on `holds` is true; the last one where it is so nowhere before. */
async function least(count: number, holds: (at: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, Math.max(count - 1, 0)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Masks all sensitive fields of one demonstration, and takes the flags of these kinds off its provenance lines. */
export async function maskDemonstration(
  parsed: ParsedShots,
  at: number,
  sensitive: readonly SensitiveField[],
  findSensitive: FindSensitive,
): Promise<readonly TextEdit[]> {
  const demonstration = parsed.document.demonstrations[at];
  const place = parsed.layout.demonstrations[at];
  if (demonstration === undefined || place === undefined) return [];
  const edits: TextEdit[] = [];
  for (const { field } of sensitive.filter((one) => one.demonstration === at)) {
    const [written, part] = [demonstration.fields[field], place.fields[field]];
    if (written === undefined || part === undefined) continue;
    const value = await maskText(written.value, languageOf(demonstration), findSensitive);
    const text = writeField({ name: written.name, value });
    edits.push({ range: { start: part.name.start, end: part.value.end }, text });
  }
  return [...edits, ...takeFlagsOff(parsed, at)];
}

/** Writes the provenance lines of a demonstration without their flags. */
export const takeFlagsOff = (parsed: ParsedShots, at: number): readonly TextEdit[] =>
  provenanceLines(parsed)
    .filter(({ demonstration, provenance }) => demonstration === at && provenance.flags !== undefined)
    .map(({ range, provenance: { flags: _flags, ...rest } }) => ({ range, text: writeProvenance(rest) }));
