import { RequestType } from "vscode-jsonrpc";
import type { EvaluationView } from "./evaluationMessages.ts";

/** What passes between the extension host and the language server about measuring few-shot prompts. */

export interface PlanShotsEvaluationParams {
  /** Of the `.shots` document. */
  readonly uri: string;
  /** Of the document, saved or not. */
  readonly text: string;
  /** Absolute path of the file of test rows; without it the one that the document names, or that lies beside it. */
  readonly test?: string;
}

/** What an evaluation would take. */
export interface ShotsEvaluationPlan {
  /** `null` where the document names no file of test rows, and none lies beside it. */
  readonly test: {
    /** Absolute. */
    readonly path: string;
    readonly name: string;
    readonly rows: number;
    /** Lines that are no rows. */
    readonly broken: number;
  } | null;
  /** Prompts that each row is asked with, a call each at least. */
  readonly prompts: number;
  /** The chosen chat model; `null` where none is. */
  readonly model: { readonly name: string; readonly destination: string } | null;
}

/** Asks no model anything. */
export const planShotsEvaluationRequest = new RequestType<PlanShotsEvaluationParams, ShotsEvaluationPlan, void>(
  "askDocs/shots/planEvaluation",
);

export interface EvaluateShotsParams extends PlanShotsEvaluationParams {
  /** Names the evaluation in `evaluationProgressed`; chosen by the asker. */
  readonly id: string;
  readonly test: string;
  /** Rows that are asked about, 1 or more; all where there are fewer. */
  readonly rows: number;
}

/**
 * Measures the document on the chosen chat model, beside zero-shot and its own shuffled labels; asks the person before
 * anything leaves the machine. Answers are kept, so that an evaluation that was stopped goes on when it is asked for again.
 */
export const evaluateShotsRequest = new RequestType<EvaluateShotsParams, EvaluationView, void>(
  "askDocs/shots/evaluate",
);

/** The extension's command behind the lens; it is given the document's address. */
export const evaluateShotsCommand = "askDocs.evaluateShots";
