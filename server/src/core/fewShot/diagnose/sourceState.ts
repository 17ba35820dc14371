import { anchorQuote } from "../../answering/anchor.ts";
import type { TextRange } from "../../documents/document.ts";
import type { ShotsProvenance } from "../shotsDocument.ts";
import type { SourceFile, Sources } from "./sources.ts";

/** Where words stand now. */
interface StandsNow {
  /** The provenance as it should be written now. */
  readonly now: ShotsProvenance;
  /** The words that stand there. */
  readonly words: string;
  readonly text: string;
}

/**
 * What became of the words that a demonstration was taken from. `outdated`: the line names another place, or another
 * state of the file, than the one where the words stand. `edits`: by its place among the texts asked for, what stands in
 * the file now in place of a text.
 */
export type SourceState =
  | (StandsNow & { readonly kind: "unchanged"; readonly outdated: boolean })
  | (StandsNow & { readonly kind: "moved" })
  | (StandsNow & { readonly kind: "edited"; readonly edits: ReadonlyMap<number, string> })
  | { readonly kind: "gone"; readonly reason: "no-file" | "no-words" };

/**
 * Looks for the words of a provenance line in the file as it is now.
 *
 * The line holds no words, so those of the demonstration are looked for: `texts` are the values that it speaks of. A text
 * that a person has written, or that stood in the file in other marks, is passed over as long as another one is found.
 */
export async function findSource(
  provenance: ShotsProvenance,
  texts: readonly string[],
  sources: Sources,
): Promise<SourceState> {
  const { path, contentHash } = provenance;
  const file = await sources.read(path);
  if (file !== undefined) return stateIn(file, provenance, texts);
  const other = sources.pathOf(contentHash);
  const moved = other === undefined || other === path ? undefined : await sources.read(other);
  if (other === undefined || moved === undefined) return { kind: "gone", reason: "no-file" };
  const state = stateIn(moved, { ...provenance, path: other }, texts);
  return state.kind === "unchanged" ? { kind: "moved", now: state.now, words: state.words, text: state.text } : state;
}

function stateIn(file: SourceFile, provenance: ShotsProvenance, texts: readonly string[]): SourceState {
  const { text } = file;
  const { startOffset: start, endOffset: end } = provenance;
  const old = end <= text.length ? text.slice(start, end) : undefined;
  const contentHash = file.contentHash.slice(0, provenance.contentHash.length);
  const at = (range: TextRange): StandsNow => ({
    now: { ...provenance, startOffset: range.start, endOffset: range.end, contentHash },
    words: text.slice(range.start, range.end),
    text,
  });
  if (contentHash === provenance.contentHash) {
    return old === undefined
      ? { kind: "gone", reason: "no-words" }
      : { kind: "unchanged", outdated: false, ...at({ start, end }) };
  }
  const edits = new Map<number, string>();
  const places: TextRange[] = [];
  let within = true;
  for (const [index, value] of texts.entries()) {
    const anchor = anchorOf(text, value, old, start);
    if (anchor === undefined) continue;
    places.push(anchor);
    if (anchor.kind === "edited") edits.set(index, text.slice(anchor.start, anchor.end));
    within &&= anchor.kind === "within";
  }
  if (places.length === 0) return { kind: "gone", reason: "no-words" };
  const range = {
    start: Math.min(...places.map((place) => place.start)),
    end: Math.max(...places.map((place) => place.end)),
  };
  if (edits.size > 0) return { kind: "edited", edits, ...at(range) };
  return within ? { kind: "unchanged", outdated: true, ...at({ start, end }) } : { kind: "moved", ...at(range) };
}

/** Where a text stands; "within": in the old range as before, perhaps among other words. */
function anchorOf(
  text: string,
  value: string,
  old: string | undefined,
  start: number,
): (TextRange & { readonly kind: "within" | "moved" | "edited" }) | undefined {
  if (value.trim() === "") return undefined;
  const said = plainWords(value);
  const within = old !== undefined && plainWords(old).includes(said);
  const anchor = anchorQuote({ text, quote: value, startOffset: start });
  if (anchor.kind === "gone") return within ? { kind: "within", start, end: start + old.length } : undefined;
  const { start: from, end: to } = anchor;
  if (within) return { kind: "within", start: from, end: to };
  const isEdited = anchor.kind === "edited" && inner(plainWords(text.slice(from, to))) !== inner(said);
  return { kind: isEdited ? "edited" : "moved", start: from, end: to };
}

/** Words on one line, without what Markdown, CSV and JSON write around and into them. */
const plainWords = (text: string): string =>
  text
    .replace(/\]\([^()\s]*\)|\\(?=["\\/])|[*_`~[\]"]/gu, "")
    .replace(/\\[nrt]|\s+/gu, " ")
    .trim();

/** Without the marks at the ends, which an anchor may leave out. Linear, unlike a pattern that ends at the end. */
function inner(words: string): string {
  const start = Math.max(words.search(letterOrDigit), 0);
  let end = words.length;
  while (end > start && !letterOrDigit.test(words.charAt(end - 1))) end -= 1;
  return words.slice(start, end);
}

const letterOrDigit = /[\p{L}\p{N}]/u;
