import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { AnswerWriter } from "./chatMessages.ts";
import type { DoctorReport } from "./doctor.ts";
import type { Mention } from "./mentions.ts";
import type { Explanation } from "./explanation.ts";
import type { Bundle } from "./translate.ts";
import type {
  AnswerView,
  CitationState,
  CitationView,
  CrawlDecisionView,
  IndexStatus,
  SearchView,
  Place,
} from "./views.ts";

/** What passes between the extension host and the language server, besides the language server protocol itself. */

export interface AskParams {
  /** Names the question in `answerRefined`; chosen by the asker. */
  readonly id: string;
  readonly question: string;
  /** What it is asked of; default: all documents. */
  readonly mentions?: readonly Mention[];
  /** What was asked before in the conversation; without it the question is a new topic. */
  readonly previous?: PreviousQuestion;
  /** Who is to write the answer; whom the settings choose unless given. */
  readonly writer?: AnswerWriter;
}

/** The question before, as it was asked of the index. */
export interface PreviousQuestion {
  readonly question: string;
  /** Of the best citation of its answer, without mark-up. */
  readonly heading?: string;
  /** What it was asked of, and what a question that leans on it is asked of too, unless that mentions something itself. */
  readonly mentions?: readonly Mention[];
}

/** Answers from what is there now; better answers to the same question may follow as `answerRefined`. */
export const askRequest = new RequestType<AskParams, AnswerView, void>("askDocs/ask");

export interface RefinedAnswer {
  readonly id: string;
  readonly answer: AnswerView;
  /** Whether a still better one may follow. */
  readonly refining: boolean;
}

/** Sent while an `ask` is under way and vectors of the question's own candidates arrive; its result is the last word. */
export const answerRefined = new NotificationType<RefinedAnswer>("askDocs/answerRefined");

export interface SuggestParams {
  /** Questions of the conversation, which are not suggested again. */
  readonly asked: readonly string[];
  /** The places of the answer that has just been given, the best first; none for questions to begin with. */
  readonly near: readonly Place[];
  /** The interface's language, a BCP 47 tag; its questions go first. */
  readonly locale: string;
}

/** A question that the documents answer. */
export interface SuggestionView {
  readonly question: string;
  /** An ISO 639-1 code. */
  readonly language: string;
}

/** Tries a few questions on the index, with what it holds now; gives way to questions that a person asks. */
export const suggestRequest = new RequestType<SuggestParams, readonly SuggestionView[], void>("askDocs/suggest");

export interface SearchParams {
  /** Words or a question, with the operators of the query language. */
  readonly query: string;
  /** 1 to 100. */
  readonly limit: number;
  /** Whether the last word may be the beginning of one, as while it is being typed; default: false. */
  readonly lastWordIsPrefix?: boolean;
  /** What is searched; default: all documents. */
  readonly mentions?: readonly Mention[];
}

export const searchRequest = new RequestType<SearchParams, SearchView, void>("askDocs/search");

export interface ExplainParams {
  readonly question: string;
  /** As it was asked. */
  readonly mentions?: readonly Mention[];
  /** A citation's or a result's. */
  readonly place: Place;
}

/** How a question comes to find a place; `null` where it does not, or not any more. */
export const explainRequest = new RequestType<ExplainParams, Explanation | null, void>("askDocs/explain");

export const statusRequest = new RequestType0<IndexStatus, void>("askDocs/status");

/** At most a few a second. */
export const statusChanged = new NotificationType<IndexStatus>("askDocs/statusChanged");

/** Where a citation's words stand now. */
export const locateCitationRequest = new RequestType<CitationView, CitationState, void>("askDocs/locateCitation");

export const whyRequest = new RequestType<{ readonly uri: string }, CrawlDecisionView, void>("askDocs/why");

export interface DoctorParams {
  /** Name and version of the editor, and where the extension runs. */
  readonly editor: string;
  /** The last warnings and errors of the extension's log, oldest first. */
  readonly errors: readonly string[];
}

/** Looks at everything and measures it, in two or three seconds. */
export const doctorRequest = new RequestType<DoctorParams, DoctorReport, void>("askDocs/doctor");

export const rebuildIndexRequest = new RequestType0<void, void>("askDocs/rebuildIndex");
export const deleteIndexRequest = new RequestType0<void, void>("askDocs/deleteIndex");
export const setPausedRequest = new RequestType<{ readonly paused: boolean }, void, void>("askDocs/setPaused");

/** What only the editor knows of the machine and the person. */
export interface EditorState {
  readonly trusted: boolean;
  /** Whether the window has the person's attention; embedding gives way while they type. */
  readonly focused: boolean;
}

export const editorStateChanged = new NotificationType<EditorState>("askDocs/editorStateChanged");

/**
 * Given to the server when it starts. Changed settings come later, all of them, as `settings` of
 * `workspace/didChangeConfiguration` in the same shape; `workspace/configuration` for the section `askDocs` gives them too.
 */
export interface InitializationOptions {
  /** Folder of the extension's global storage: one index for each workspace folder, and the vectors they share. */
  readonly storagePath: string;
  /** Folder of the extension's storage for this workspace alone; not there in an empty window. */
  readonly workspaceStoragePath?: string | undefined;
  /** Folders that may hold models. */
  readonly modelRoots: readonly string[];
  readonly trusted: boolean;
  /** Texts in the language of the interface; without it they are English. */
  readonly bundle?: Bundle;
  /** Versions of editor and extension, in one text. */
  readonly version: string;
  /** Settings as `askDocs.*`, already without those that a restricted workspace may not set. */
  readonly settings: Readonly<Record<string, unknown>>;
}
