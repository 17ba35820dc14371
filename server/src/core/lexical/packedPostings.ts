import { createBlocks } from "./blocks.ts";
import { fields } from "./fields.ts";
import { frequencyOf, packPosting, passageOf, purgedAtOnce, type Postings } from "./postings.ts";

const empty = new Uint32Array();

/** The power of two that a list of `count` postings, 1 or more, fills a block of. */
const powerOf = (count: number): number => (count === 1 ? 0 : 32 - Math.clz32(count - 1));

const grown = (numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(Math.ceil(numbers.length * 1.5));
  larger.set(numbers);
  return larger;
};

/**
 * Postings at four bytes each, and at most as much again for growing: each term's list in each field lies in one block
 * of numbers. For 120,000 passages 11 million postings take 80 MB of resident memory and 1 s to load, where FlexSearch's
 * arrays take 350 MB and 4 s (`bench/scale.ts`).
 */
export function createPackedPostings(): Postings {
  const numbers = new Map<string, number>();
  const freeNumbers: number[] = [];
  const blocks = createBlocks();
  /** By term number and field: where the list is, and its length. */
  let [places, counts] = [new Uint32Array(1024), new Uint32Array(1024)];
  let batch = new Uint32Array(1024);

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const number = freeNumbers.pop() ?? numbers.size;
    numbers.set(term, number);
    if ((number + 1) * fields.length > counts.length) {
      places = grown(places);
      counts = grown(counts);
    }
    return number;
  }

  /** Makes room for one more posting where the list's block is full. */
  function grow(list: number, count: number): void {
    if (count === 0) {
      places[list] = blocks.take(0);
      return;
    }
    if ((count & (count - 1)) !== 0) return;
    move(list, count, powerOf(count), powerOf(count) + 1);
  }

  /** Moves a list of `count` postings from a block of one size to one of another. */
  function move(list: number, count: number, from: number, to: number): void {
    const old = places[list] as number;
    const place = blocks.take(to);
    const start = blocks.offsetOf(old);
    blocks.arrayOf(place).set(blocks.arrayOf(old).subarray(start, start + count), blocks.offsetOf(place));
    blocks.give(old, from);
    places[list] = place;
  }

  /** Gives the block back that a list has left, or moves the list to a smaller one. */
  function shrink(list: number, before: number, after: number): void {
    if (after === 0) blocks.give(places[list] as number, powerOf(before));
    else if (powerOf(after) < powerOf(before)) move(list, after, powerOf(before), powerOf(after));
  }

  function purgeList(list: number, isLive: (passage: number) => boolean): void {
    const count = counts[list] as number;
    if (count === 0) return;
    const array = blocks.arrayOf(places[list] as number);
    const from = blocks.offsetOf(places[list] as number);
    let kept = from;
    for (let at = from; at < from + count; at += 1) {
      const posting = array[at] as number;
      if (!isLive(passageOf(posting))) continue;
      array[kept] = posting;
      kept += 1;
    }
    counts[list] = kept - from;
    if (kept - from < count) shrink(list, count, kept - from);
  }

  const listOf = (field: number, term: string): number => {
    const number = numbers.get(term);
    return number === undefined ? -1 : number * fields.length + field;
  };
  function list(field: number, term: string): Uint32Array {
    const number = listOf(field, term);
    const count = counts[number] ?? 0;
    if (count === 0) return empty;
    const place = places[number] as number;
    const from = blocks.offsetOf(place);
    return blocks.arrayOf(place).subarray(from, from + count);
  }

  const isUsed = (number: number): boolean =>
    fields.some((_, field) => (counts[number * fields.length + field] ?? 0) > 0);

  return {
    add(passages, { terms, postings }) {
      if (batch.length < terms.length) batch = new Uint32Array(terms.length * 2);
      for (let place = 0; place < terms.length; place += 1) batch[place] = numberOf(terms[place] as string);
      for (let at = 0; at + 3 < postings.length; at += 4) {
        const passage = passages[postings[at] as number];
        if (passage === undefined) continue;
        const list = (batch[postings[at + 2] as number] as number) * fields.length + (postings[at + 1] as number);
        const count = counts[list] as number;
        grow(list, count);
        const place = places[list] as number;
        blocks.arrayOf(place)[blocks.offsetOf(place) + count] = packPosting(passage, postings[at + 3] as number);
        counts[list] = count + 1;
      }
    },
    list,
    visit(field, term, visit) {
      for (const posting of list(field, term)) visit(passageOf(posting), frequencyOf(posting));
    },
    count: (field, term) => counts[listOf(field, term)] ?? 0,
    has(term) {
      const number = numbers.get(term);
      return number !== undefined && isUsed(number);
    },
    *terms() {
      for (const [term, number] of numbers) if (isUsed(number)) yield term;
    },
    *purge(isLive) {
      let seen = 0;
      for (const [term, number] of numbers) {
        for (const field of fields.keys()) {
          const list = number * fields.length + field;
          seen += (counts[list] ?? 0) + 1;
          purgeList(list, isLive);
        }
        if (!isUsed(number)) {
          numbers.delete(term);
          freeNumbers.push(number);
        }
        if (seen < purgedAtOnce) continue;
        seen = 0;
        yield;
      }
    },
  };
}
