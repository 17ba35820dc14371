import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { JudgedView, JudgeParams, Verdict, VerdictsParams } from "./evaluationMessages.ts";
import type { CompletedMentionView, CompleteMentionParams, Mention } from "./mentions.ts";
import type { AnswerWriter } from "./chatMessages.ts";
import type { AnswerView, CitationState, CitationView, IndexStatus } from "./views.ts";
import type { Explanation } from "./explanation.ts";
import type { AskParams, ExplainParams, RefinedAnswer, SuggestionView, SuggestParams } from "./serverMessages.ts";

/** What passes between the chat panel and the extension host: JSON-RPC over `postMessage`. */

/** A question as it is written. */
export interface AskedQuestion {
  readonly question: string;
  /** What it is asked of, where it says so; else all documents. */
  readonly mentions?: readonly Mention[];
}

/** One question and what came of it. */
export interface Turn extends AskedQuestion {
  readonly id: string;
  /** Where it was asked once more of somebody else. */
  readonly again?: AskedAgain;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  readonly outcome: TurnOutcome;
}

/** Which turn a question was asked in first, and who is to write this answer to it. */
export interface AskedAgain {
  readonly of: string;
  readonly writerName: string;
}

export type TurnOutcome =
  | { readonly kind: "searching" }
  | { readonly kind: "refining"; readonly answer: AnswerView }
  | { readonly kind: "answered"; readonly answer: AnswerView }
  | { readonly kind: "stopped"; readonly answer?: AnswerView }
  /** `message` says what, where, and what to do. */
  | { readonly kind: "failed"; readonly message: string };

/** What is said and written in a conversation. */
export interface ConversationState {
  /** Raised when its shape changes. */
  readonly version: 1;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly draft: string;
  /** What the draft mentions. */
  readonly mentions?: readonly Mention[];
}

/** A conversation as a panel saves it. */
export interface SavedConversation extends ConversationState {
  readonly id: string;
}

/** The conversation that a window is in, as its panels show it. */
export interface ShownConversation extends SavedConversation {
  /** Where the person has given it one. */
  readonly name?: string;
  /** Whether the workspace has others. */
  readonly hasOthers: boolean;
  /** Questions of the others, newest first, each once. */
  readonly pastQuestions: readonly string[];
}

export interface PanelStart {
  readonly conversation: ShownConversation;
  readonly status: IndexStatus;
  /** The language of the interface, a BCP 47 tag. */
  readonly locale: string;
}

/** First request of a panel, once it can show something. */
export const panelReady = new RequestType0<PanelStart, void>("panel/ready");

/** A question, and the conversation that it is asked in. */
export interface PanelAskParams extends AskParams {
  readonly conversation: string;
  readonly again?: AskedAgain;
}

export const panelAsk = new RequestType<PanelAskParams, AnswerView, string>("panel/ask");
/** A writer that the person has chosen for one answer, and its name. */
export interface ChosenWriter {
  readonly writer: AnswerWriter;
  readonly name: string;
}

/** Lets the person choose who is to answer once more; `null` where they leave that. */
export const panelChooseWriter = new RequestType0<ChosenWriter | null, string>("panel/chooseWriter");
export const panelStop = new NotificationType<{ readonly id: string }>("panel/stop");
export const panelAnswerRefined = new NotificationType<RefinedAnswer>("panel/answerRefined");

/** Opens the citation's file with its words selected, wherever they stand now. */
export const panelOpenCitation = new RequestType<CitationView, CitationState, void>("panel/openCitation");
export const panelLocateCitation = new RequestType<CitationView, CitationState, void>("panel/locateCitation");
/** Why a citation or one of the nearest places was found. */
export const panelExplain = new RequestType<ExplainParams, Explanation | null, string>("panel/explain");
/** Completes a mention; the extension knows what was open last. */
export const panelCompleteMention = new RequestType<
  Omit<CompleteMentionParams, "recent">,
  readonly CompletedMentionView[],
  string
>("panel/completeMention");
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
/** Whether the page has the focus: the editor does not take a view for focused while the focus is in the view's page. */
export const panelFocus = new NotificationType<{ readonly isFocused: boolean }>("panel/focus");
export const panelSaveConversation = new NotificationType<SavedConversation>("panel/saveConversation");

/** Ways out that a state offers; each is one of the extension's commands. */
export type PanelAction =
  | "openFolder"
  | "rebuildIndex"
  | "resumeIndexing"
  | "manageTrust"
  | "showLog"
  | "openSettings"
  | "restartServer"
  | "showConversations";

export const panelAction = new NotificationType<{ readonly action: PanelAction }>("panel/action");

export const panelStatusChanged = new NotificationType<IndexStatus>("panel/statusChanged");
/** A question from outside the panel: the palette, a selection. It is asked at once unless `submit` is false. */
export const panelPutQuestion = new NotificationType<PutQuestion>("panel/putQuestion");

export interface PutQuestion extends AskedQuestion {
  readonly submit: boolean;
}

/**
 * The window is in another conversation now, or another panel, another window, or an answer that outlived its panel has
 * changed this one; it takes the place of the panel's own.
 */
export const panelConversationChanged = new NotificationType<ShownConversation>("panel/conversationChanged");
export const panelClear = new NotificationType<Record<string, never>>("panel/clear");
