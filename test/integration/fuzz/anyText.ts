import fc from "fast-check";

/** Pieces that mean something to a format, in any order, among texts of any kind and halves of characters. */
export const textOf = (pieces: readonly string[], most = 40): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...pieces) },
          { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
          { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
        ),
        { maxLength: most },
      )
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 200 }),
    // Lone halves of characters too.
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  );

/** A text and the places where it is cut. */
export const cutTextOf = (pieces: readonly string[]): fc.Arbitrary<readonly [string, readonly number[]]> =>
  fc.tuple(textOf(pieces), fc.array(fc.nat(400), { maxLength: 20 }));

/** The parts of a text that is cut at some places, which may lie between the halves of a character. */
export function cutAt(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
}

/** The parts as a stream. */
export async function* streamOf(parts: readonly string[]): AsyncGenerator<string> {
  for (const part of parts) yield await Promise.resolve(part);
}
