import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { Place } from "./views.ts";

/** What passes between the extension host and the language server about judgements and evaluations. */

/** What a person says of words of a document as the answer to a question. */
export type Verdict = "right" | "wrong";

/** Words of a document that are judged: a citation's, a result's, or a selection's. */
export interface JudgedWords {
  readonly place: Place;
  /** As they were shown, to find them again; without it, what stands at `place` is meant. */
  readonly quote?: string;
  readonly before?: string;
  readonly after?: string;
}

export interface JudgeParams {
  readonly question: string;
  readonly words: JudgedWords;
  /** `null` takes back what was said before. */
  readonly verdict: Verdict | null;
}

/** What there is after a judgement. */
export interface JudgedView {
  readonly question: string;
  /** Of the document, as it is shown. */
  readonly path: string;
  readonly verdict: Verdict | null;
  /** Questions of the person's own set. */
  readonly questions: number;
}

export const judgeRequest = new RequestType<JudgeParams, JudgedView, void>("askDocs/judge");
/** Takes back the last judgement made in this window; `null` where there is none. */
export const undoJudgementRequest = new RequestType0<JudgedView | null, void>("askDocs/undoJudgement");

export interface VerdictsParams {
  readonly question: string;
  readonly words: readonly JudgedWords[];
}

/** What was said of each of the words; `null` where nothing was. */
export const verdictsRequest = new RequestType<VerdictsParams, readonly (Verdict | null)[], void>("askDocs/verdicts");

/** The person's own set has changed. */
export const judgementsChanged = new NotificationType<Record<string, never>>("askDocs/judgementsChanged");

export interface EvaluateParams {
  /** Names the evaluation in `evaluationProgressed`; chosen by the asker. */
  readonly id: string;
  /** Absolute path of a set's folder; the person's own set without it. */
  readonly folder?: string;
}

/** A report, ready to be shown. Its HTML holds no script, and links only to `openPlaceCommand`. */
export interface EvaluationView {
  readonly title: string;
  readonly body: string;
  readonly style: string;
  /** The same as a page of its own, without links. */
  readonly page: string;
  /** What that page is to be called. */
  readonly fileName: string;
  /** What came of it, in a sentence. */
  readonly headline: string;
  /** What got worse since a former evaluation. */
  readonly warnings: readonly string[];
}

export const evaluateRequest = new RequestType<EvaluateParams, EvaluationView, void>("askDocs/evaluate");

export interface EvaluationProgress {
  readonly id: string;
  readonly done: number;
  readonly total: number;
}

/** At most a few a second. */
export const evaluationProgressed = new NotificationType<EvaluationProgress>("askDocs/evaluationProgressed");

/** The extension's command behind the links of a report; it is given a `Place`. */
export const openPlaceCommand = "askDocs.openPlace";
