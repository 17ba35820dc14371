import * as z from "zod/mini";

/** Shapes that parameters of several messages have. Lengths are UTF-16 code units, far above what people write. */

const text = (longest: number) => z.string().check(z.maxLength(longest));
export const listOf = <Schema extends z.ZodMiniType>(schema: Schema, most: number) =>
  z.array(schema).check(z.maxLength(most));

/** A sentence, a path, an address. */
export const line = text(100_000);
/** What a question, a passage or a block of code may be. */
export const passage = text(1_000_000);
/** A whole document. */
export const wholeText = text(50_000_000);
export const lines = listOf(line, 1000);
export const count = z.int().check(z.nonnegative());

const position = z.object({ line: count, character: count });
/** Files, and documents that are not saved: nothing else is opened because a page asks for it. */
const uri = line.check(z.regex(/^(?:file|untitled):/u));
export const place = z.object({ uri, path: line, range: z.object({ start: position, end: position }) });

const mentioned = { uri, path: line };
const mention = z.discriminatedUnion("kind", [
  z.object({ ...mentioned, kind: z.literal("file") }),
  z.object({ ...mentioned, kind: z.literal("folder") }),
  z.object({ ...mentioned, kind: z.literal("heading"), headings: lines }),
]);
export const mentions = listOf(mention, 100);

const previousQuestion = z.object({
  question: passage,
  heading: z.optional(line),
  mentions: z.optional(mentions),
});

const answerWriter = z.object({
  provider: z.enum(["none", "editor", "http"]),
  url: z.optional(line),
  model: line,
});

export const askedQuestion = {
  id: line,
  question: passage,
  mentions: z.optional(mentions),
  previous: z.optional(previousQuestion),
  writer: z.optional(answerWriter),
};

export const suggestParams = z.object({ asked: listOf(passage, 10_000), near: listOf(place, 100), locale: line });
export const explainParams = z.object({ question: passage, mentions: z.optional(mentions), place });
export const withoutPassageParams = z.object({ id: line, passage: count });

const judgedWords = z.object({
  place,
  quote: z.optional(passage),
  before: z.optional(passage),
  after: z.optional(passage),
});
export const judgeParams = z.object({
  question: passage,
  words: judgedWords,
  verdict: z.nullable(z.enum(["right", "wrong"])),
});
export const verdictsParams = z.object({ question: passage, words: listOf(judgedWords, 1000) });

export const citation = z.object({
  n: count,
  place,
  quote: passage,
  before: passage,
  after: passage,
  breadcrumb: lines,
  contentHash: line,
  unsaved: z.boolean(),
  language: line,
  shortfall: z.optional(line),
});
