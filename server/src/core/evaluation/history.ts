import { z } from "zod";
import type { EvaluationMode, QuestionResult } from "./evaluate.ts";

/** Settings under these names do not change what a search finds. */
const besidesSearch = [
  "askDocs.answers.",
  "askDocs.indexing.",
  "askDocs.hover.",
  "askDocs.evaluation.",
  "askDocs.embedder.",
  "askDocs.model.",
];

/** What an evaluation depends on besides its questions. */
export interface Circumstances {
  /** The settings that decide what a search finds, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly model: string;
  readonly files: number;
  readonly passages: number;
}

/** An evaluation as it is kept, to be compared with later ones. */
export interface KeptEvaluation extends Circumstances {
  /** When, in ISO 8601. */
  readonly at: string;
  /** nDCG@10 by mode and question. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The part of all settings that decides what a search finds. */
export const searchSettingsOf = (settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(settings).filter(([name]) => !besidesSearch.some((start) => name.startsWith(start))),
  );

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Takes from an evaluation what later ones are compared with. */
export function keptEvaluation(
  results: readonly QuestionResult[],
  modes: readonly EvaluationMode[],
  circumstances: Circumstances & { readonly at: string },
): KeptEvaluation {
  const scores = modes.map(
    (mode) =>
      [
        mode,
        Object.fromEntries(
          results.map(({ id, modes: byMode }) => [id, round(byMode.get(mode)?.figures["nDCG@10"] ?? 0)]),
        ),
      ] as const,
  );
  return { ...circumstances, scores: Object.fromEntries(scores) };
}

/** What of the circumstances a person has chosen. */
export type Choices = Pick<Circumstances, "settings" | "model">;

/** Whether both searched alike, as far as settings and model go. */
export const searchedAlike = (a: Choices, b: Choices): boolean =>
  a.model === b.model && JSON.stringify(sorted(a.settings)) === JSON.stringify(sorted(b.settings));

const sorted = (settings: Readonly<Record<string, unknown>>) =>
  Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));

/** Evaluations kept of a set, at most. */
const mostKept = 5;

/** The history with one more, the newest first; of those that searched alike the newest is kept. */
export const extendHistory = (history: readonly KeptEvaluation[], now: KeptEvaluation): readonly KeptEvaluation[] =>
  [now, ...history.filter((before) => !searchedAlike(before, now))].slice(0, mostKept);

/**
 * The evaluation to compare a new one with: the newest that searched otherwise, so that a setting that makes a set worse
 * is warned of as long as it stands; else the newest. One that searched as `besides`, which is compared with anyway, is
 * passed over.
 */
export function comparedWith(
  history: readonly KeptEvaluation[],
  now: Choices,
  besides?: Choices,
): KeptEvaluation | undefined {
  const others = history.filter((before) => besides === undefined || !searchedAlike(before, besides));
  return others.find((before) => !searchedAlike(before, now)) ?? others[0];
}

const schema = z.array(
  z.object({
    at: z.string(),
    settings: z.record(z.string(), z.unknown()),
    model: z.string(),
    files: z.number(),
    passages: z.number(),
    scores: z.record(z.string(), z.record(z.string(), z.number())),
  }),
);

/** Reads a history; what is none gives an empty one. */
export function parseHistory(text: string): readonly KeptEvaluation[] {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}
