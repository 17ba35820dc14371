import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { JudgedView, JudgeParams, Verdict, VerdictsParams } from "./evaluationMessages.ts";
import type { AnswerView, CitationState, CitationView, IndexStatus } from "./views.ts";
import type { Explanation } from "./explanation.ts";
import type { AskParams, ExplainParams, RefinedAnswer, SuggestionView, SuggestParams } from "./serverMessages.ts";

/** What passes between the chat panel and the extension host: JSON-RPC over `postMessage`. */

/** One question and what came of it. */
export interface Turn {
  readonly id: string;
  readonly question: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  readonly outcome: TurnOutcome;
}

export type TurnOutcome =
  | { readonly kind: "searching" }
  | { readonly kind: "refining"; readonly answer: AnswerView }
  | { readonly kind: "answered"; readonly answer: AnswerView }
  | { readonly kind: "stopped"; readonly answer?: AnswerView }
  /** `message` says what, where, and what to do. */
  | { readonly kind: "failed"; readonly message: string };

/** What survives a reload of the window. */
export interface ConversationState {
  /** Raised when its shape changes; another version is dropped. */
  readonly version: 1;
  readonly turns: readonly Turn[];
  readonly draft: string;
}

export interface PanelStart {
  readonly conversation: ConversationState;
  readonly status: IndexStatus;
  /** The language of the interface, a BCP 47 tag. */
  readonly locale: string;
}

/** First request of a panel, once it can show something. */
export const panelReady = new RequestType0<PanelStart, void>("panel/ready");

export const panelAsk = new RequestType<AskParams, AnswerView, string>("panel/ask");
export const panelStop = new NotificationType<{ readonly id: string }>("panel/stop");
export const panelAnswerRefined = new NotificationType<RefinedAnswer>("panel/answerRefined");

/** Opens the citation's file with its words selected, wherever they stand now. */
export const panelOpenCitation = new RequestType<CitationView, CitationState, void>("panel/openCitation");
export const panelLocateCitation = new RequestType<CitationView, CitationState, void>("panel/locateCitation");
/** Why a citation or one of the nearest places was found. */
export const panelExplain = new RequestType<ExplainParams, Explanation | null, string>("panel/explain");
/** Questions that the documents answer: to begin with, or after an answer. */
export const panelSuggest = new RequestType<SuggestParams, readonly SuggestionView[], string>("panel/suggest");
/** Says whether words answer a question, in the person's own set. */
export const panelJudge = new RequestType<JudgeParams, JudgedView, string>("panel/judge");
export const panelVerdicts = new RequestType<VerdictsParams, readonly (Verdict | null)[], string>("panel/verdicts");
/** The person's own set has changed; what was said of the words shown is asked again. */
export const panelJudgementsChanged = new NotificationType<Record<string, never>>("panel/judgementsChanged");
export const panelCopyMarkdown = new NotificationType<{ readonly turn: Turn }>("panel/copyMarkdown");
/** Opens exactly what was sent to a model for a turn. */
export const panelShowSent = new NotificationType<{ readonly id: string }>("panel/showSent");
/** Opens the answer of a turn, saved before, as plain text. */
export const panelShowPlain = new NotificationType<{ readonly id: string }>("panel/showPlain");
export const panelSaveConversation = new NotificationType<ConversationState>("panel/saveConversation");

/** Ways out that a state offers; each is one of the extension's commands. */
export type PanelAction =
  "openFolder" | "rebuildIndex" | "resumeIndexing" | "manageTrust" | "showLog" | "openSettings" | "restartServer";

export const panelAction = new NotificationType<{ readonly action: PanelAction }>("panel/action");

export const panelStatusChanged = new NotificationType<IndexStatus>("panel/statusChanged");
/** A question from outside the panel: the palette, a selection. It is asked at once unless `submit` is false. */
export const panelPutQuestion = new NotificationType<{ readonly question: string; readonly submit: boolean }>(
  "panel/putQuestion",
);
/** Another panel, or an answer that outlived its panel, has changed the conversation; it takes the place of this one's. */
export const panelConversationChanged = new NotificationType<ConversationState>("panel/conversationChanged");
export const panelClear = new NotificationType<Record<string, never>>("panel/clear");
