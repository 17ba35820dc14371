import type { Turn } from "../../../protocol/panelMessages.ts";
import {
  inputSelectors,
  offeredSelectors,
  type AnsweredQuestion,
  type BuildShotsParams,
  type MinedKindView,
  type MinedShotsView,
  type OfferedOrder,
  type OfferedSelector,
  type OfferedTemplate,
  type ShotsPreviewView,
  type ShotsSource,
  type ShotsUse,
} from "../../../protocol/shotsBuilding.ts";
import { defaultTask } from "../text/shotsSourceText.ts";
import { answerOf, askedAs } from "./followingUp.ts";
import type { PanelState } from "./panelState.ts";

/** What a person has chosen; what is not there follows from the pairs. */
export interface ShotsChoices {
  /** `""` for pairs of all kinds. */
  readonly kind?: string;
  readonly selector?: OfferedSelector;
  readonly balanced?: boolean;
  readonly order: OfferedOrder;
  /** As it was written. */
  readonly k: string;
  readonly template: OfferedTemplate;
  /** As it was written; empty for none. */
  readonly budget: string;
  readonly task?: string;
  readonly model: string;
  readonly input: string;
}

export type MiningState =
  | { readonly kind: "mining" }
  | { readonly kind: "mined"; readonly view: MinedShotsView }
  /** Why there is nothing to build from, as a sentence. */
  | { readonly kind: "nothing"; readonly message: string };

/** A few-shot prompt that is being built. */
export interface ShotsBuilder {
  /** Never empty. */
  readonly sources: readonly ShotsSource[];
  /** The place of the source that is built from. */
  readonly source: number;
  readonly mining: MiningState;
  readonly choices: ShotsChoices;
  /** The prompt by the choices when it was asked for. */
  readonly preview: ShotsPreviewView | undefined;
  /** Whether a preview by newer choices is to come. */
  readonly isBehind: boolean;
  /** What went wrong last, as a sentence. */
  readonly failure: string | undefined;
  /** What was done with the prompt last. */
  readonly done: ShotsUse | undefined;
}

const mostDemonstrations = 1000;

const usualChoices: ShotsChoices = {
  order: "similar-last",
  k: "8",
  template: "completion",
  budget: "",
  model: "",
  input: "",
};

/** A builder that has just been opened. */
export const newBuilder = (sources: readonly ShotsSource[]): ShotsBuilder => ({
  sources,
  source: 0,
  mining: { kind: "mining" },
  choices: usualChoices,
  preview: undefined,
  isBehind: true,
  failure: undefined,
  done: undefined,
});

/** The kind of the pairs to be built from; undefined for all kinds, or before there are any. */
export function chosenKind({ mining, choices }: ShotsBuilder): MinedKindView | undefined {
  if (mining.kind !== "mined") return undefined;
  const { kinds } = mining.view;
  return choices.kind === undefined ? kinds[0] : kinds.find(({ kind }) => kind === choices.kind);
}

const isClassification = (builder: ShotsBuilder): boolean => (chosenKind(builder)?.labels.length ?? 0) > 1;

/** The ways to choose that work here. */
export function selectorsFor(builder: ShotsBuilder): readonly OfferedSelector[] {
  if (builder.choices.input.trim() === "") return offeredSelectors;
  return [...inputSelectors.filter((name) => name !== "consensus" || isClassification(builder)), ...offeredSelectors];
}

/** The one that measured best where it can be used (docs/few-shot.md), unless another was chosen that works here. */
export function chosenSelector(builder: ShotsBuilder): OfferedSelector {
  const { selector, input } = builder.choices;
  if (selector !== undefined && selectorsFor(builder).includes(selector)) return selector;
  if (input.trim() === "") return "mmr";
  return isClassification(builder) ? "consensus" : "hybrid";
}

/** An equal share for each label, where there are labels: `consensus` weighs them by itself. */
export const isBalanced = (builder: ShotsBuilder): boolean =>
  isClassification(builder) && (builder.choices.balanced ?? chosenSelector(builder) !== "consensus");

/** What the model is told to do. */
export const taskOf = (builder: ShotsBuilder): string => {
  const { task } = builder.choices;
  return task ?? (builder.mining.kind === "mined" ? defaultTask(chosenKind(builder)) : "");
};

const wholeNumber = (text: string, most: number): number | undefined => {
  const value = /^\s*\d{1,9}\s*$/u.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
};

/** Which figure cannot be read; undefined where all can. */
export function wrongFigure({ choices: { k, budget } }: ShotsBuilder): "k" | "budget" | undefined {
  if (wholeNumber(k, mostDemonstrations) === undefined) return "k";
  return budget.trim() === "" || wholeNumber(budget, Number.MAX_SAFE_INTEGER) !== undefined ? undefined : "budget";
}

/** What is asked of the extension; undefined before there are pairs, or where a figure cannot be read. */
export function buildParams(builder: ShotsBuilder): BuildShotsParams | undefined {
  const { mining, choices } = builder;
  const k = wholeNumber(choices.k, mostDemonstrations);
  if (mining.kind !== "mined" || k === undefined || wrongFigure(builder) !== undefined) return undefined;
  const { order, template } = choices;
  const [kind, budget] = [chosenKind(builder)?.kind, wholeNumber(choices.budget, Number.MAX_SAFE_INTEGER)];
  const [task, model, input] = [taskOf(builder).trim(), choices.model.trim(), choices.input.trim()];
  return {
    ...{ id: mining.view.id, selector: chosenSelector(builder), balanced: isBalanced(builder), order, k, template },
    ...(kind === undefined ? {} : { kind }),
    ...(budget === undefined ? {} : { budget }),
    ...(task === "" ? {} : { task }),
    ...(model === "" ? {} : { model }),
    ...(input === "" ? {} : { input }),
  };
}

/** What a prompt can be built from an answer: it alone, or all answers of the conversation. */
export function answerSources(turn: Turn, turns: readonly Turn[]): readonly ShotsSource[] {
  const answered = (one: Turn): AnsweredQuestion | undefined => {
    const answer = answerOf(one);
    if (answer === undefined || answer.abstained || answer.citations.length === 0) return undefined;
    const { sentences, citations } = answer;
    return {
      question: askedAs(one) ?? one.question,
      answer: runningText(sentences.map(({ text }) => text)),
      citations,
    };
  };
  const own = answered(turn);
  if (own === undefined) return [];
  const all = turns.map(answered).filter((one) => one !== undefined);
  return [
    { kind: "answer", answers: [own] },
    ...(all.length > 1 ? [{ kind: "answers", answers: all } as const] : []),
    ...own.citations
      .map(({ place: { uri, path } }): ShotsSource => ({ kind: "file", uri, path }))
      .filter((source, at, every) => every.findIndex((other) => keyOf(other) === keyOf(source)) === at),
  ];
}

/** Sentences as one text: lists, tables and code keep their lines. */
const runningText = (sentences: readonly string[]): string =>
  sentences.join(sentences.some((text) => /\n|^\s*(?:[-*+|>#`]|\d+[.)]\s)/u.test(text)) ? "\n" : " ");

/** Tells sources apart. */
export const keyOf = (source: ShotsSource): string => ("uri" in source ? source.uri : JSON.stringify(source));

/** The state with another builder, or with none. */
export function takeBuilder(state: PanelState, builder: ShotsBuilder | undefined): PanelState {
  const { builder: _before, ...others } = state;
  return builder === undefined ? others : { ...others, builder };
}
