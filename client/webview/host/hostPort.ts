import type { WithoutPassageParams, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type {
  ChosenWriter,
  PanelAction,
  PanelAskParams,
  PanelStart,
  PutQuestion,
  SavedConversation,
  ShownConversation,
  Turn,
} from "../../../protocol/panelMessages.ts";
import type { JudgedView, JudgeParams, Verdict, VerdictsParams } from "../../../protocol/evaluationMessages.ts";
import type { CompletedMentionView, CompleteMentionParams } from "../../../protocol/mentions.ts";
import type { Explanation } from "../../../protocol/explanation.ts";
import type { ExplainParams, RefinedAnswer, SuggestionView, SuggestParams } from "../../../protocol/serverMessages.ts";
import type {
  BuildShotsParams,
  MinedShotsView,
  NothingMinedView,
  ShotsPreviewView,
  ShotsSource,
  UseShotsParams,
} from "../../../protocol/shotsBuilding.ts";
import type { AnswerView, CitationState, CitationView, IndexStatus, Place } from "../../../protocol/views.ts";

/** What the panel hears from the extension without asking. */
export interface HostEvents {
  answerRefined(refined: RefinedAnswer): void;
  statusChanged(status: IndexStatus): void;
  questionPut(put: PutQuestion): void;
  judgementsChanged(): void;
  conversationChanged(conversation: ShownConversation): void;
  cleared(): void;
  /** A few-shot prompt is to be built; the first of the sources is chosen. */
  shotsBegun(sources: readonly ShotsSource[]): void;
}

/** What the builder of few-shot prompts asks of the extension. Requests reject with a sentence for people. */
export interface ShotsHost {
  sources(): Promise<readonly ShotsSource[]>;
  /** Rejects when the signal aborts. */
  mine(source: ShotsSource, signal: AbortSignal): Promise<MinedShotsView | NothingMinedView>;
  /** Rejects when the signal aborts. */
  preview(params: BuildShotsParams, signal: AbortSignal): Promise<ShotsPreviewView>;
  openPlace(place: Place): Promise<null>;
  use(params: UseShotsParams): Promise<null>;
}

/** What can be done with what stands in an answer. Requests reject with a sentence for people. */
export interface ContentHost {
  copyCode(code: string): Promise<null>;
  /** Gives whether an editor took it; where none did, the person has been told. */
  insertCode(code: string): Promise<boolean>;
  /** Gives a sentence where the target cannot be opened. */
  openLink(target: string): Promise<string | null>;
}

/** The extension, as the panel sees it. Requests reject when the extension or the server cannot answer. */
export interface HostPort {
  listen(events: HostEvents): void;
  ready(): Promise<PanelStart>;
  /** Gives nothing when the question was stopped. */
  ask(params: PanelAskParams): Promise<AnswerView | undefined>;
  /** Gives nothing where the person leaves the list. */
  chooseWriter(): Promise<ChosenWriter | null>;
  stop(id: string): void;
  /** Rejects when the signal aborts. */
  suggest(params: SuggestParams, signal: AbortSignal): Promise<readonly SuggestionView[]>;
  /** Rejects when the signal aborts. */
  completeMention(
    params: Omit<CompleteMentionParams, "recent">,
    signal: AbortSignal,
  ): Promise<readonly CompletedMentionView[]>;
  openCitation(citation: CitationView): Promise<CitationState>;
  locateCitation(citation: CitationView): Promise<CitationState>;
  /** Gives nothing when the question does not find the place any more. */
  explain(params: ExplainParams): Promise<Explanation | undefined>;
  /** Says it of words as the answer to a question, or takes it back. */
  judge(params: JudgeParams): Promise<JudgedView>;
  verdicts(params: VerdictsParams): Promise<readonly (Verdict | null)[]>;
  copyMarkdown(turn: Turn): void;
  showSent(id: string): void;
  /** Opens the answer of a turn, saved before, as plain text. */
  showPlain(id: string): void;
  /** Says whether the page has the focus, on which key bindings depend. */
  tellFocus(isFocused: boolean): void;
  /** A model's answer written again without one of its passages. Rejects when the signal aborts. */
  withoutPassage(params: WithoutPassageParams, signal: AbortSignal): Promise<WithoutPassageView>;
  saveConversation(conversation: SavedConversation): void;
  act(action: PanelAction): void;
  readonly shots: ShotsHost;
  readonly content: ContentHost;
}
