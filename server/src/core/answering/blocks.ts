import type { TextRange } from "../documents/document.ts";
import type { PassageRecord } from "../ports.ts";
import { sentencesOf } from "./sentenceRanking.ts";

/** A list or a block of code that is longer than this is left to the file. */
const longestBlock = 2000;
const listItem = /^[ \t]*(?:[-*+]|\p{N}{1,3}[.)])[ \t]/u;
const continuation = /^(?:[ \t]{2,}|\t)/u;
const fence = /^[ \t]*(?:```|~~~)/u;
const tableRow = /^[ \t]*\|.*\|/u;
const delimiterRow = /^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$/u;
const announces = /[:\uFF1A]\s*(?:\*\*|__|[*_])?$/u;

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
const lineAt = (text: string, at: number): string => text.slice(lineStart(text, at), lineEnd(text, at));

const isListed = (text: string, at: number): boolean => {
  const line = lineAt(text, at);
  return listItem.test(line) || continuation.test(line);
};

/** The whole list that a sentence is an item of; undefined for other sentences, and for lists too long to be shown. */
export function listAround(passage: PassageRecord, place: number): TextRange | undefined {
  const { text } = passage;
  const ranges = sentencesOf(passage);
  const own = ranges[place];
  if (own === undefined || !listItem.test(lineAt(text, own.start))) return undefined;
  let [first, last] = [place, place];
  while (ranges[first - 1] !== undefined && isListed(text, ranges[first - 1]?.start ?? 0)) first -= 1;
  while (ranges[last + 1] !== undefined && isListed(text, ranges[last + 1]?.start ?? 0)) last += 1;
  const start = lineStart(text, ranges[first]?.start ?? own.start);
  const end = ranges[last]?.end ?? own.end;
  return last > first && end - start <= longestBlock ? { start, end } : undefined;
}

/** A sentence that ends in a colon, with the list or the code that it announces; undefined for other sentences. */
export function withAnnounced(passage: PassageRecord, place: number): TextRange | undefined {
  const { text } = passage;
  const ranges = sentencesOf(passage);
  const [own, next] = [ranges[place], ranges[place + 1]];
  if (own === undefined || next === undefined || !announces.test(text.slice(own.start, own.end))) return undefined;
  const block = listAround(passage, place + 1) ?? (fence.test(lineAt(text, next.start)) ? next : undefined);
  if (block === undefined || block.end - own.start > longestBlock) return undefined;
  return { start: own.start, end: block.end };
}

/** The head of the table that a sentence is a row of, with the line that rules it off; undefined for other sentences. */
export function tableHead(passage: PassageRecord, place: number): TextRange | undefined {
  const { text } = passage;
  const own = sentencesOf(passage)[place];
  if (own === undefined || !tableRow.test(lineAt(text, own.start))) return undefined;
  let top = lineStart(text, own.start);
  while (top > 0 && tableRow.test(lineAt(text, top - 1))) top = lineStart(text, top - 1);
  const ruled = lineEnd(text, top) + 1;
  if (ruled >= own.start || !delimiterRow.test(lineAt(text, ruled))) return undefined;
  return { start: top, end: lineEnd(text, ruled) };
}
