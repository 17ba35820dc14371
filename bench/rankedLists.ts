import { join } from "node:path";
import type { RerankingFeatures } from "../server/src/core/search/reranking/features.ts";
import type { QuestionHead } from "../server/src/core/search/reranking/head.ts";
import type { Hit } from "../server/src/core/search/hits.ts";
import type { Service } from "../server/src/core/service.ts";
import { type EvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import type { QuestionSource } from "./questionSources.ts";

export interface ListedCandidate {
  readonly document: string;
  readonly fusedScore: number;
  readonly features: RerankingFeatures;
  readonly relevant: boolean;
  /** Whether its page answers any question of the set. */
  readonly answersOther: boolean;
}

/** What a search found for one question: the candidates that were reranked, then the documents behind them. */
export interface ObservedList {
  readonly set: string;
  readonly family: string;
  readonly head: QuestionHead;
  /** In the order of fusion. */
  readonly candidates: readonly ListedCandidate[];
  readonly behind: readonly string[];
  readonly grades: readonly (readonly [document: string, grade: number])[];
}

/** As many as nDCG@10 may need besides those that are reranked. */
const depth = 40;

/** Whether a passage answers: its page does, and where the set tells the very words, it holds some of them. */
function isRelevant({ file, passage }: Hit, id: string, set: EvaluationSet, document: string): boolean {
  if ((set.relevant.get(id)?.get(document) ?? 0) <= 0) return false;
  const spans = set.answers.get(id)?.spans;
  if (spans === undefined || spans.length === 0) return true;
  const title = set.documents.find((each) => each.id === document)?.title ?? "";
  const before = title === "" || file.path === document ? 0 : `# ${title}\n\n`.length;
  return spans.some(([start, end]) => start + before < passage.end && end + before > passage.start);
}

/** Searches for at most `limit` questions of a source, with vectors and where it says so without. */
export async function observeLists(source: QuestionSource, work: string, limit: number): Promise<ObservedList[]> {
  const set = source.read();
  const folder = join(work, source.folder);
  const opened = await openSet(set, { folder });
  const { documents: ids, service } = opened;
  const judged = set.questions.filter(({ id }) => set.relevant.has(id));
  const asked = sampled(judged, limit);
  const answering = new Set([...set.relevant.values()].flatMap((grades) => [...grades.keys()]));
  const lists: ObservedList[] = [];
  for (const { id, text } of asked) {
    for (const withVectors of source.keywords ? [true, false] : [true]) {
      const { hits, head } = await searchFor(service, text, withVectors);
      if (head === undefined) continue;
      const documents = hits.map(({ file }) => ids.get(file.path) ?? file.path);
      const candidates = hits.flatMap((hit, place): ListedCandidate[] => {
        const document = documents[place] ?? "";
        if (hit.features === undefined) return [];
        const { fusedScore, features } = hit;
        const relevant = isRelevant(hit, id, set, document);
        return [{ document, fusedScore, features, relevant, answersOther: answering.has(document) }];
      });
      lists.push({
        set: set.name,
        family: source.family,
        head,
        candidates: candidates.sort((a, b) => b.fusedScore - a.fusedScore),
        behind: documents.slice(candidates.length),
        grades: [...(set.relevant.get(id) ?? [])],
      });
    }
  }
  await opened.close();
  return lists;
}

async function searchFor(service: Service, text: string, withVectors: boolean) {
  const vectors = withVectors ? "stored" : "none";
  return service.search(text, { mode: "hybrid", vectors, depth, plain: true });
}
