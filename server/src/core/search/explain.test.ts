import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation } from "../../../../protocol/explanation.ts";
import type { EmbedBacklog } from "../indexing/embedBacklog.ts";
import { createFolderIndex } from "../indexing/folderIndex.ts";
import { packTerms } from "../indexing/packTerms.ts";
import { createAnalyser } from "../language/analyse.ts";
import { createBm25f, defaultBm25fParameters } from "../lexical/bm25f.ts";
import { createQuestionWords } from "../lexical/questionWords.ts";
import { createScoreExplanation } from "../lexical/explainScore.ts";
import { fields } from "../lexical/fields.ts";
import type { RecordsOf } from "../indexing/records.ts";
import type { Embedder } from "../ports.ts";
import { failure, success, type Result } from "../result.ts";
import { quantizeVector } from "../vector/quantize.ts";
import type { ExactKind } from "./exactMatch.ts";
import { createExplaining } from "./explain.ts";
import { createUnderstanding } from "./query/understanding.ts";
import type { RerankingFeatures } from "./reranking/features.ts";
import { createReranker, probabilityOf } from "./reranking/reranker.ts";
import { createSearch, type SearchOptions } from "./search.ts";

interface Page {
  readonly language: string;
  readonly title: string;
  readonly body: string;
  /** Where its meaning lies, as an angle to the question's, 0 to 180 degrees; undefined for a page without a vector. */
  readonly angle?: number;
  /** Where it would lie once it is embedded. */
  readonly later?: number;
}

const vectorAt = (degrees: number) =>
  quantizeVector([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

const recordsOfPages =
  (pages: readonly Page[]): RecordsOf =>
  (passages) =>
    new Map(
      passages.flatMap((id) => {
        const page = pages[id];
        if (page === undefined) return [];
        const { language, title, body } = page;
        const place = { start: 0, end: body.length, startLine: 1, endLine: 1, vectorKey: String(id) };
        const record = { id, fileId: id, language, text: body, plain: body, breadcrumb: [title], ...place };
        return [[id, { ...record, sentences: Uint32Array.of(0, body.length) }] as const];
      }),
    );

/** A search over pages of one passage each, and what it says of its results. */
function explainerOf(
  pages: readonly Page[],
  question: Result<ReturnType<typeof vectorAt>> = success(vectorAt(0)),
  { reranked = 0, named = new Map<number, ExactKind>(), preferred = new Set<number>() } = {},
) {
  const analyser = createAnalyser();
  const index = createFolderIndex(2);
  for (const [id, { language, title, body, angle }] of pages.entries()) {
    const terms = fields.map((field) => {
      const text = field === "title" ? title : field === "body" ? body : "";
      return analyser.count(text, language);
    });
    index.addFile({ fileId: id, passages: [{ id, language, vectorKey: String(id) }], ...packTerms([terms]) });
    if (angle !== undefined) index.setVector(String(id), vectorAt(angle));
  }
  const bm25f = createBm25f(index.postings, index, defaultBm25fParameters);
  const backlog = {
    embedPassages(passages: Iterable<number>) {
      for (const passage of passages) {
        const later = pages[passage]?.later;
        if (later !== undefined) index.setVector(String(passage), vectorAt(later));
      }
      return Promise.resolve({ embedded: 0, failed: [] });
    },
  } as unknown as EmbedBacklog;
  const embedder: Embedder = {
    describe: () => Promise.resolve(success({ id: "angles", dimensions: 2 })),
    embed: () => Promise.resolve(question),
    close: () => Promise.resolve(),
  };
  const clock = { now: () => performance.now(), wallTime: () => Date.now(), sleep: () => Promise.resolve() };
  const store = { passages: (ids: readonly number[]) => [...recordsOfPages(pages)(ids).values()] };
  const questionWords = createQuestionWords({ index, bm25f, analyser, store });
  const restricting = {
    restrict: () => ({ accepts: index.isLive, preferred, isRelaxed: false, notices: [] }),
    list: () => [],
  };
  const understanding = createUnderstanding({ index, bm25f, analyser, restricting, questionWords });
  const rerank = createReranker({ analyser, bm25f, recordsOf: recordsOfPages(pages), depth: reranked });
  const search = createSearch({
    index,
    bm25f,
    understanding,
    embedder,
    backlog,
    rerank,
    clock,
    questionCentres: () => Promise.resolve([]),
    exactMatch: { find: () => named },
  });
  const explaining = createExplaining({
    index,
    scores: createScoreExplanation(index.postings, index, defaultBm25fParameters),
  });
  return async (query: string, options: Partial<SearchOptions> = {}) => {
    const outcome = await search.search(query, {
      mode: "hybrid",
      vectors: "stored",
      depth: 10,
      explain: true,
      ...options,
    });
    const explained = explaining.explain(outcome, [...pages.keys()]);
    return (page: number): Explanation => explained.get(page) ?? assert.fail(`page ${page} was not found`);
  };
}

const pages: readonly Page[] = [
  { language: "en", title: "Lighthouse", body: "The lamp is lit at dusk by the keeper.", angle: 10 },
  { language: "en", title: "Harbour", body: "Boats sleep in the harbour at dusk.", angle: 80 },
  { language: "en", title: "Towers", body: "A beacon shines when night falls.", angle: 20 },
  { language: "en", title: "Bread", body: "Flour, water and salt.", angle: 90 },
];

test("a result is explained by its words, its meaning and its places", async () => {
  const explain = await explainerOf(pages)("When is the lamp lit?");
  const { headline, notes, rank, candidates, lexical, dense, language } = explain(0);
  assert.equal(headline, "Found by its words (4 of 5) and by its meaning.");
  assert.deepEqual(notes, []);
  assert.deepEqual([rank, candidates, lexical.rank, dense?.rank], [1, 4, 1, 1]);
  assert.deepEqual([lexical.weight, dense?.weight, dense?.vector], [0.5, 0.5, "stored"]);
  assert.deepEqual(language, { passage: "en", question: null, foreign: false });
  const whole = lexical.words.reduce((sum, { score }) => sum + score, 0);
  assert.ok(Math.abs(whole - lexical.score) < 1e-9);
  assert.deepEqual(
    lexical.words.map(({ text, terms }) => [text, ...terms.flatMap(({ fields }) => fields.map(({ field }) => field))]),
    [["When"], ["is", "body"], ["the", "body"], ["lamp", "body"], ["lit", "body"]],
  );
});

test("the headline says what speaks for a result, and what does not", async () => {
  const explain = await explainerOf(pages)("lamp dusk");
  assert.equal(explain(0).headline, "Found by its words (2 of 2) and by its meaning.");
  assert.equal(explain(1).headline, "Found by its words (1 of 2); other places are nearer in meaning.");
  assert.equal(explain(2).headline, "Found by its meaning alone; none of the question's words stands in it.");
  assert.match(explain(3).headline, /^Nothing much speaks for it/);
});

test("each mode is explained by the leg that it has", async () => {
  const explainer = explainerOf(pages);
  const byWords = (await explainer("lamp dusk", { mode: "bm25" }))(1);
  assert.deepEqual([byWords.headline, byWords.dense, byWords.notes], ["Found by its words (1 of 2).", null, []]);
  const byMeaning = (await explainer("lamp dusk", { mode: "vector" }))(1);
  assert.deepEqual([byMeaning.headline, byMeaning.lexical.words], ["Found by its meaning.", []]);
  const withoutModel = explainerOf(pages, failure("model-missing", "The model is missing."));
  assert.equal((await withoutModel("lamp dusk"))(1).headline, "Found by its words (1 of 2).");
});

test("a vector that was made for the question is told from one that was there, and from none", async () => {
  const waiting = [...pages, { language: "en", title: "Lamps", body: "Oil for the lamp.", later: 30 }];
  const explain = await explainerOf(waiting)("lamp dusk", { vectors: "question-first" });
  assert.equal(explain(4).dense?.vector, "embedded now");
  assert.deepEqual(explain(4).notes, ["Its vector was made for this question."]);
  assert.equal(explain(0).dense?.vector, "stored");
  const without = (await explainerOf(waiting)("lamp dusk"))(4);
  assert.equal(without.dense, null);
  assert.match(without.notes[0] ?? "", /no vector yet/u);
});

test("a page in another language says so", async () => {
  const many = Array.from({ length: 12 }, (_, place) => ({
    language: "en",
    title: "",
    body: "lamp",
    angle: 5 + place,
  }));
  const russian = { language: "ru", title: "Маяк", body: "Лампу зажигают в сумерках.", angle: 60 };
  const { language, notes } = (await explainerOf([...many, russian])("lamp dusk", { depth: 20 }))(12);
  assert.deepEqual(language, { passage: "ru", question: "en", foreign: true });
  assert.deepEqual(notes, [
    "It is in Russian and the question in English, so that the question's words were not expected in it.",
  ]);
});

test("a search that was not told to explain keeps nothing for it", async () => {
  await assert.rejects(explainerOf(pages)("lamp", { explain: false }), /not told to explain/u);
});

test("every feature of the reranker is told with its part, and they give the probability that results are ordered by", async () => {
  const explain = await explainerOf(pages, undefined, { reranked: 10 })("When is the lamp lit?");
  const { reranker, score } = explain(0);
  assert.equal(reranker?.probability, score);
  for (const { value, weight, contribution } of reranker.features) assert.equal(contribution, value * weight);
  const features = Object.fromEntries(reranker.features.map(({ name, value }) => [name, value]));
  assert.equal(probabilityOf(features as unknown as RerankingFeatures, "sameLanguage"), score);
  assert.ok(reranker.features.some(({ contribution }) => contribution > 0));
});

test("a passage that was not read again has no features", async () => {
  const explain = await explainerOf(pages, undefined, { reranked: 1 })("When is the lamp lit?");
  assert.notEqual(explain(0).reranker, null);
  assert.equal(explain(3).reranker, null);
});

test("what the query names stands first, and the notes say why", async () => {
  const explain = await explainerOf(pages, undefined, { named: new Map([[1, "title"]]) })("lamp dusk");
  assert.deepEqual([explain(1).rank, explain(1).exact], [1, "title"]);
  assert.deepEqual(explain(1).notes, ["It stands before others because the query is its title."]);
  assert.equal(explain(0).exact, null);
});

test("filters, exclusions and phrases that a result passes are told as they were written", async () => {
  const explain = await explainerOf(pages)('lamp -"cold water" path:docs "lit at dusk"');
  assert.deepEqual(explain(0).filters, ['-"cold water"', "path:docs", '"lit at dusk"']);
  assert.deepEqual(explain(0).notes, ['It passes what the query demands: -"cold water" path:docs "lit at dusk".']);
  const hebrew = await explainerOf(pages)("lamp tag:מגדלור");
  assert.deepEqual(hebrew(0).notes, ["It passes what the query demands: \u2068tag:מגדלור\u2069."]);
});

test("what a sentence's phrase adds is a part of its own, and with the words' it is the score", async () => {
  const explain = await explainerOf(pages, undefined, { preferred: new Set([0]) })('When is it "lit at dusk"?');
  const { words, phrases, score } = explain(0).lexical;
  assert.ok(phrases > 0);
  assert.ok(Math.abs(words.reduce((sum, word) => sum + word.score, phrases) - score) < 1e-9);
  assert.equal(explain(1).lexical.phrases, 0);
  assert.deepEqual(explain(0).filters, []);
});

test("a word that nothing holds is told with those that were searched in its place", async () => {
  const explain = await explainerOf(pages)("lighthuose lamp");
  assert.deepEqual(explain(0).corrections, [{ typed: "lighthuose", taken: ["Lighthouse"] }]);
  assert.deepEqual(explain(0).notes, ["No document holds “lighthuose”; “Lighthouse” was searched too."]);
});
