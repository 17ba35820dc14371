import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerView, CitationView, IndexStatus } from "../../../protocol/views.ts";
import { formatConfidence, freshnessParts, spokenAbstention, spokenSentence } from "./answerText.ts";
import { citationLabel, splitPath, stateSentence, wordsAfter, wordsBefore } from "./citationText.ts";
import { statusNotes } from "./statusText.ts";

const status: IndexStatus = {
  activity: "ready",
  files: 2757,
  read: 0,
  toRead: 0,
  passages: 100,
  embedded: 40,
  embeddedFiles: 312,
  failedFiles: 0,
  bytesOnDisk: 1,
  model: "m",
  folders: ["f"],
  trusted: true,
};

const textsOf = (change: Partial<IndexStatus>): readonly string[] =>
  statusNotes({ ...status, ...change }, "en").map(({ text }) => text);

test("a ready index has nothing to say", () => {
  assert.deepEqual(textsOf({}), []);
  assert.deepEqual(textsOf({ folders: [], trusted: false, activity: "failed" }), []);
});

test("every activity says what it does, how far it is, and the way out", () => {
  assert.deepEqual(textsOf({ activity: "starting" }), ["Starting…"]);
  assert.deepEqual(textsOf({ activity: "reading" }), ["Looking for documents…"]);
  assert.deepEqual(textsOf({ activity: "reading", read: 5, toRead: 1200 }), [
    "Reading documents: 5 of 1,200. You can ask already.",
  ]);
  assert.deepEqual(textsOf({ activity: "embedding" }), ["312 of 2,757 pages have vectors."]);
  assert.deepEqual(textsOf({ activity: "waiting", waitReason: "busy" }), [
    "312 of 2,757 pages have vectors. Going on when the machine is idle.",
  ]);
  const nextModel = { name: "bge", texts: 300, embedded: 41 };
  assert.deepEqual(textsOf({ activity: "embedding", nextModel }), [
    "Changing to the model bge: 41 of 300 texts done; the present model answers meanwhile.",
  ]);
  assert.deepEqual(statusNotes({ ...status, activity: "embedding", nextModel }, "en")[0]?.progress, {
    value: 41,
    max: 300,
  });
  assert.deepEqual(textsOf({ activity: "waiting" }), ["312 of 2,757 pages have vectors."]);
  assert.deepEqual(statusNotes({ ...status, activity: "paused" }, "en")[0]?.actions, ["resumeIndexing"]);
  assert.deepEqual(statusNotes({ ...status, activity: "failed" }, "en")[0]?.actions, [
    "restartServer",
    "rebuildIndex",
    "showLog",
  ]);
});

test("problems and a restricted workspace are said besides", () => {
  assert.deepEqual(textsOf({ problem: "The model is missing; see the log.", failedFiles: 2 }), [
    "The model is missing; see the log.",
  ]);
  assert.equal(textsOf({ failedFiles: 1, trusted: false }).length, 2);
  assert.deepEqual(textsOf({ failedFiles: 1 }), ["1 file could not be read."]);
});

test("the freshness line says what an answer could know", () => {
  const freshness = { files: 1200, current: 1199, pending: 1, failed: 1, ageSeconds: 200 };
  const line = (more: Partial<AnswerView>, isCompared = false): readonly string[] =>
    freshnessParts(
      { freshness, confidence: 0.946, model: null, abstained: false, ...more } as AnswerView,
      "en",
      isCompared,
    );
  assert.deepEqual(line({ model: "M" }), [
    "1,199 of 1,200 files",
    "1 passage without a vector yet",
    "1 file could not be read",
    "looked through 3 min before",
    "confidence 0.9",
    "written by M",
  ]);
  const current = { files: 43, current: 43, pending: 0, failed: 0, ageSeconds: 0.2 };
  const shown = ["43 of 43 files", "looked through just before", "confidence 1.0"];
  assert.deepEqual(line({ freshness: current, confidence: 1 }), shown);
  assert.deepEqual(line({ freshness: current, confidence: 1 }, true), [...shown, "the documents' own words"]);
  assert.deepEqual(line({ freshness: current, confidence: 1, abstained: true }, true), shown);
});

test("a confidence is never rounded up to certainty", () => {
  assert.deepEqual(
    [0.999, 0.96, 0.04, 1].map((value) => formatConfidence(value, "en")),
    ["0.9", "0.9", "0.0", "1.0"],
  );
});

test("an answer is read aloud by its words; no answer by saying so", () => {
  assert.equal(spokenSentence({ text: "One.", support: "supported", citations: [1] }), "One.");
  assert.equal(spokenSentence({ text: "One.", support: "partly", citations: [1] }), "One. (partly in the sources)");
  const none = { abstained: true, nearest: [{}, {}] } as unknown as AnswerView;
  assert.equal(spokenAbstention(none, "en"), "Your documents do not answer this. 2 places come nearest.");
});

test("a citation is named by file and line, and by what became of it", () => {
  const place = {
    uri: "",
    path: "a/b.md",
    range: { start: { line: 18, character: 0 }, end: { line: 18, character: 4 } },
  };
  const citation = { n: 2, place, unsaved: true } as unknown as CitationView;
  assert.equal(citationLabel(citation, undefined), "Source 2: a/b.md, line 19, unsaved");
  assert.equal(citationLabel({ ...citation, unsaved: false }, { kind: "gone" }), "Source 2: a/b.md, line 19, gone");
  assert.equal(stateSentence({ kind: "moved", place }), "The words have moved to line 19 of a/b.md.");
  assert.deepEqual(splitPath("b.md"), { folder: "", file: "b.md" });
  assert.deepEqual(splitPath("x/a/b.md"), { folder: "x/a/", file: "b.md" });
});

test("the words around a quotation are cut between words", () => {
  const long = "word ".repeat(60).trim();
  const around = { before: long, after: long } as unknown as CitationView;
  assert.match(wordsBefore(around), /^…( word)+$/);
  assert.match(wordsAfter(around), /^(word )+…$/);
  assert.ok(wordsBefore(around).length <= 141 && wordsAfter(around).length <= 141);
  assert.equal(wordsBefore({ before: "short" } as unknown as CitationView), "short");
});
