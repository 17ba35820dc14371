import type { ExpectedPlace, FoundPassage, JudgedQuestion } from "./evaluate.ts";
import type { GoldAnswers } from "./goldAnswers.ts";
import type { Question, Relevance } from "./judgedSet.ts";
import type { Judgement } from "./judgements.ts";
import { preparePassageQuestion, type PlacedJudgement } from "./passageQuestion.ts";

/** What a set is measured against: the documents, by the names that the set has for them. */
export interface JudgedFolder {
  /** The set's name of a document. @param path as searches give it. */
  idOf(path: string): string;
  /** The path of a document; undefined for one that the folder does not hold. */
  pathOf(id: string): string | undefined;
  /** Where judged words stand now; undefined where they are gone. */
  place(judgement: Judgement): Promise<Omit<PlacedJudgement, "verdict"> | undefined>;
  /** The passages of a file; none where it is not indexed. */
  passagesOf(path: string): readonly Pick<FoundPassage, "start" | "end">[];
}

/** A set made ready for a folder, and what of it cannot be measured. */
export interface PreparedSet {
  readonly questions: readonly JudgedQuestion[];
  /** Questions for which nothing is judged right; they are left out of the figures. */
  readonly withoutRelevance: number;
  /** Judged questions that the set does not hold; left out too. */
  readonly unknownQuestions: number;
  /** Right documents that are not indexed: they count as not found. */
  readonly unknownDocuments: readonly string[];
  /** Judged words that no document holds any more; left out. */
  readonly goneJudgements: number;
}

/**
 * Makes a set ready. Questions with a passage that was judged right are measured by passages, the others by documents, as
 * sets made for TREC are.
 */
export async function prepareSet(
  set: {
    readonly questions: readonly Question[];
    readonly relevance: Relevance;
    readonly judgements: readonly Judgement[];
    /** Those that no document answers are meant to have nothing right. */
    readonly answers?: GoldAnswers;
  },
  folder: JudgedFolder,
): Promise<PreparedSet> {
  const judgementsOf = Map.groupBy(set.judgements, ({ questionId }) => questionId);
  const questions: JudgedQuestion[] = [];
  const unknownDocuments = new Set<string>();
  let goneJudgements = 0;
  for (const question of set.questions) {
    const judgements = judgementsOf.get(question.id) ?? [];
    const placed = await placeAll(judgements, folder);
    goneJudgements += judgements.length - placed.length;
    const isJudgedByPassages = judgements.some(({ verdict }) => verdict === "right");
    const prepared = isJudgedByPassages
      ? preparePassageQuestion(question, placed, folder)
      : documentQuestion(question, set.relevance, folder);
    if (prepared === undefined) continue;
    for (const { path, isIndexed } of prepared.expected) if (!isIndexed) unknownDocuments.add(path);
    questions.push(prepared);
  }
  const known = new Set(set.questions.map(({ id }) => id));
  const measured = new Set(questions.map(({ id }) => id));
  const unanswerable = set.questions.filter(
    ({ id }) => !measured.has(id) && set.answers?.get(id)?.answerable === false,
  );
  const judged = new Set([...set.relevance.keys(), ...judgementsOf.keys()]);
  return {
    questions,
    withoutRelevance: set.questions.length - questions.length - unanswerable.length,
    unknownQuestions: [...judged].filter((id) => !known.has(id)).length,
    unknownDocuments: [...unknownDocuments],
    goneJudgements,
  };
}

async function placeAll(judgements: readonly Judgement[], folder: JudgedFolder): Promise<readonly PlacedJudgement[]> {
  const placed: PlacedJudgement[] = [];
  for (const judgement of judgements) {
    const place = await folder.place(judgement);
    if (place !== undefined) placed.push({ ...place, verdict: judgement.verdict });
  }
  return placed;
}

function documentQuestion(
  { id, text }: Question,
  relevance: Relevance,
  { idOf, pathOf }: JudgedFolder,
): JudgedQuestion | undefined {
  const grades = relevance.get(id);
  if (grades === undefined) return undefined;
  const expected = [...grades]
    .sort(([, a], [, b]) => b - a)
    .map(([document]): ExpectedPlace => {
      const path = pathOf(document);
      return { path: path ?? document, isIndexed: path !== undefined };
    });
  return { id, text, grades, unitOf: ({ path }) => idOf(path), isWrong: () => false, expected };
}
