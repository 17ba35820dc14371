import assert from "node:assert/strict";
import { test } from "node:test";
import { sentenceCandidates } from "./sentenceRanking.ts";
import { testPassage } from "./testSentences.ts";

/** The sentences of a text that may answer. */
function candidatesOf(text: string): readonly string[] {
  const passage = testPassage(text);
  const sentences = Array.from({ length: passage.sentences.length / 2 }, (_, place) => ({
    start: passage.sentences[2 * place] ?? 0,
    end: passage.sentences[2 * place + 1] ?? 0,
    held: new Set<number>(),
  }));
  const match = { sentences, headings: new Set<number>() } as unknown as Parameters<
    typeof sentenceCandidates
  >[0]["match"];
  return sentenceCandidates({ passage, match }, 0, 1, []).map(({ start, end }) => text.slice(start, end));
}

test("a line of tags alone is no sentence that may answer", () => {
  for (const tags of ["#membership #governance", "#חברות, #ממשל", "#наставничество", "#dues/2025 #to-do"])
    assert.deepEqual(candidatesOf(`A cooperative belongs to its members.\n${tags}`), [
      "A cooperative belongs to its members.",
    ]);
});

test("what only looks like a tag may answer", () => {
  for (const line of ["Ask in #support first.", "# Heading", "#1", "C# and F#", "#42 was closed"])
    assert.deepEqual(candidatesOf(line), [line]);
});

test("a question that a note puts to the documents is no sentence that may answer", () => {
  for (const question of ["Q: How long are backups kept?", "?: How long?", "> Q : How long?", "Q：何日間ですか？"])
    assert.deepEqual(candidatesOf(`Backups are kept for 35 days.\n\n${question}`), ["Backups are kept for 35 days."]);
});

test("what only looks like such a question may answer", () => {
  for (const line of ["Q: 12 days", "Q is asked: why?", "How long are backups kept?"])
    assert.deepEqual(candidatesOf(line), [line]);
});
