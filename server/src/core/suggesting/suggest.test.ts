import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Citation } from "../answering/answer.ts";
import { createMarkdownParser } from "../documents/markdown/markdownParser.ts";
import { createParserRegistry } from "../documents/parsers.ts";
import { createPageReading } from "../evaluation/making/readPages.ts";
import { createAnalyser } from "../language/analyse.ts";
import type { FileRecord } from "../ports.ts";
import { createSuggesting, type SuggestOptions } from "./suggest.ts";

const faq = (...questions: readonly string[]): string =>
  questions.map((question) => `## ${question}\n\nThe answer to ${question.slice(0, -1)} stands here.\n`).join("\n");

/** Suggesting over pages in memory, where every question is answered by the words behind it unless `unanswered` says so. */
function suggestingOver(pages: Readonly<Record<string, string>>, unanswered = (_question: string): boolean => false) {
  const texts = new Map(Object.entries(pages));
  const files = (): FileRecord[] =>
    Array.from(
      texts,
      ([path, text], id) =>
        ({ id, path, contentHash: text, language: "en", title: path, aliases: [] }) as unknown as FileRecord,
    );
  const asked: string[] = [];
  const suggest = createSuggesting({
    files: { all: files, byPath: (path) => files().find((file) => file.path === path) },
    readPage: createPageReading({
      parsers: createParserRegistry([createMarkdownParser()]),
      readText: async (path) => texts.get(path),
      analyser: createAnalyser(),
    }),
    ask: async (question) => {
      asked.push(question);
      const [path = "", text = ""] = [...texts].find(([, own]) => own.includes(question)) ?? [];
      const startOffset = text.indexOf("The answer", text.indexOf(question));
      const citation = { path, startOffset, endOffset: startOffset + 10 } as Citation;
      return { abstained: unanswered(question), citations: [citation] } as unknown as Answer;
    },
    pendingPassages: () => 0,
  });
  const options: SuggestOptions = {
    ...{ limit: 4, asked: [], near: [], language: "en", threshold: 0.5 },
    giveWay: async () => undefined,
    signal: new AbortController().signal,
  };
  const questions = async (own: Partial<SuggestOptions> = {}): Promise<readonly string[]> =>
    (await suggest({ ...options, ...own })).map(({ question }) => question);
  return { texts, asked, questions };
}

test("only what the index answers from the words it was made of is suggested, and it is tried once while files stay", async () => {
  const { texts, asked, questions } = suggestingOver(
    { "a.md": faq("May I smoke at work here?", "May I sing at work here?") },
    (question) => question.includes("smoke"),
  );
  assert.deepEqual(await questions(), ["May I sing at work here?"]);
  const tried = asked.length;
  assert.deepEqual(await questions(), ["May I sing at work here?"]);
  assert.equal(asked.length, tried);
  texts.set("b.md", faq("May I dance at work here?"));
  assert.equal((await questions()).length, 2);
  assert.ok(asked.length > tried);
});

test("few questions are tried, however many there are and though none is answered", async () => {
  const many = Array.from({ length: 80 }, (_, place) => `May I take number ${place} home with me?`);
  const pages = Object.fromEntries(
    Array.from({ length: 40 }, (_, place) => [`${place}.md`, faq(...many.slice(place, place + 20))]),
  );
  const { asked, questions } = suggestingOver(pages, () => true);
  assert.deepEqual(await questions(), []);
  assert.ok(asked.length <= 20, String(asked.length));
});

test("related questions come from the answer's section and its neighbours, then from the other places' pages", async () => {
  const names = ["smoke", "sing", "dance", "sleep", "cook", "swim"].map((what) => `May I ${what} at work here?`);
  const { texts, questions } = suggestingOver({ "a.md": faq(...names), "b.md": faq("May I paint the walls here?") });
  const placeOf = (path: string, words: string) => {
    const start = (texts.get(path) ?? "").indexOf(words);
    return { path, start, end: start + words.length };
  };
  const near = [placeOf("a.md", "The answer to May I dance"), placeOf("b.md", "## May")];
  assert.deepEqual(await questions({ near, limit: 9 }), [
    ...[1, 3, 0, 4].map((at) => names[at]),
    "May I paint the walls here?",
  ]);
  assert.deepEqual(await questions({ near, limit: 1, asked: ["may i SING at work here"] }), [names[3]]);
});

test("an aborted signal ends it", async () => {
  const { questions } = suggestingOver({ "a.md": faq("May I sing at work here?") });
  await assert.rejects(questions({ signal: AbortSignal.abort(new Error("stopped")) }), /stopped/);
});
