import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type {
  AskedAgain,
  PanelStart,
  SavedConversation,
  ShownConversation,
  Turn,
} from "../../../protocol/panelMessages.ts";
import type { Mention } from "../../../protocol/mentions.ts";
import type { Explanation } from "../../../protocol/explanation.ts";
import type { RefinedAnswer, SuggestionView } from "../../../protocol/serverMessages.ts";
import type { AnswerView, CitationState, CitationView, IndexStatus } from "../../../protocol/views.ts";
import type { HeardWords } from "./hearing.ts";
import type { Verdicts } from "./judging.ts";
import type { ShotsBuilder } from "./shotsBuilder.ts";
import type { Mattered, MatteredByTurn } from "./mattering.ts";

/** A question of the past shown in place of the draft. */
export interface Recall {
  /** 1 for the newest question; 0 for words that are no question of the person's own. */
  readonly back: number;
  /** What was being written, to come back to. */
  readonly draft: string;
  readonly mentions: readonly Mention[];
}

/** A citation whose finding is being explained. */
export interface ExplainedCitation {
  readonly turnId: string;
  readonly citation: CitationView;
  readonly outcome: ExplanationOutcome;
}

export type ExplanationOutcome =
  | { readonly kind: "asked" }
  | { readonly kind: "explained"; readonly explanation: Explanation }
  /** The question does not find the place any more. */
  | { readonly kind: "notFound" }
  | { readonly kind: "failed"; readonly message: string };

/** Everything that the panel shows. */
export interface PanelState {
  /** `lost`: the extension does not answer. */
  readonly connection: "connecting" | "open" | "lost";
  readonly locale: string;
  readonly status?: IndexStatus;
  /** Of the conversation that is shown; "" before the extension has said anything. */
  readonly conversation: string;
  /** Where the person has given it one. */
  readonly name?: string;
  readonly hasOthers: boolean;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  /** Questions of other conversations, newest first. */
  readonly pastQuestions: readonly string[];
  readonly draft: string;
  /** What the draft is asked of; all documents where there is none. */
  readonly mentions: readonly Mention[];
  readonly recall?: Recall;
  /** Whether the draft came from outside, as a selection does, and has not been touched since. */
  readonly offered?: true;
  /** What became of citations' words, as far as it was asked, by `citationKey`. */
  readonly citationStates: Readonly<Record<string, CitationState>>;
  readonly explained?: ExplainedCitation;
  /** What was said of citations as answers to their questions, as far as it is known. */
  readonly verdicts: Verdicts;
  readonly mattered: MatteredByTurn;
  /** A few-shot prompt that is being built; it stands in place of the conversation. */
  readonly builder?: ShotsBuilder;
  /** Questions that the documents answer: after the turn with the id `after`, or, if that is "", to begin with. */
  readonly suggested?: { readonly after: string; readonly suggestions: readonly SuggestionView[] };
  /** What was read aloud of answers since the last question. */
  readonly heard: readonly HeardWords[];
  /** The last thing besides worth hearing for those who do not see the panel. */
  readonly announcement: string;
}

/** What happens to the panel. */
export type PanelEvent =
  | { readonly kind: "started"; readonly start: PanelStart }
  | { readonly kind: "disconnected" }
  /** It is another conversation now, or this one went on elsewhere: in another panel, or while this one was gone. */
  | { readonly kind: "conversationChanged"; readonly conversation: ShownConversation }
  | { readonly kind: "statusChanged"; readonly status: IndexStatus }
  | { readonly kind: "draftChanged"; readonly draft: string }
  /** Words from outside that may become a question; what the person is writing stays. */
  | { readonly kind: "draftOffered"; readonly draft: string; readonly mentions?: readonly Mention[] }
  /** Words of the conversation to be edited; what the person was writing can be come back to. */
  | { readonly kind: "draftRecalled"; readonly draft: string; readonly mentions: readonly Mention[] }
  | { readonly kind: "submitted" }
  /** `draft` is without what was typed of it. */
  | { readonly kind: "mentionAdded"; readonly mention: Mention; readonly draft: string }
  | { readonly kind: "mentionRemoved"; readonly mention: Mention }
  | { readonly kind: "recalledOlder" }
  | { readonly kind: "recalledNewer" }
  | {
      readonly kind: "asked";
      readonly id: string;
      readonly question: string;
      readonly mentions?: readonly Mention[];
      readonly at: number;
      readonly replaces?: string;
      readonly again?: AskedAgain;
    }
  | { readonly kind: "refined"; readonly refined: RefinedAnswer }
  | { readonly kind: "answered"; readonly id: string; readonly answer: AnswerView }
  | { readonly kind: "failed"; readonly id: string; readonly message: string }
  | { readonly kind: "stopped"; readonly id: string }
  | { readonly kind: "citationLocated"; readonly key: string; readonly state: CitationState }
  | { readonly kind: "judged"; readonly key: string; readonly verdict?: Verdict }
  | { readonly kind: "verdictsCame"; readonly turnId: string; readonly verdicts: Verdicts }
  | { readonly kind: "matteredChanged"; readonly turnId: string; readonly mattered?: Mattered }
  | { readonly kind: "builderChanged"; readonly builder?: ShotsBuilder }
  | { readonly kind: "announced"; readonly text: string }
  | { readonly kind: "explanationAsked"; readonly turnId: string; readonly citation: CitationView }
  | { readonly kind: "explanationCame"; readonly key: string; readonly outcome: ExplanationOutcome }
  | { readonly kind: "explanationClosed" }
  | { readonly kind: "suggested"; readonly after: string; readonly suggestions: readonly SuggestionView[] }
  | { readonly kind: "cleared" };

/** What there is before the extension has said anything. */
export const initialState: PanelState = {
  connection: "connecting",
  locale: "en",
  conversation: "",
  hasOthers: false,
  turns: [],
  pastQuestions: [],
  draft: "",
  mentions: [],
  citationStates: {},
  verdicts: {},
  mattered: {},
  heard: [],
  announcement: "",
};

/** Names a citation within the conversation. */
export const citationKey = (turnId: string, n: number | ""): string => `${turnId}/${n}`;

/** Whether an answer, or a better one, may still come. */
export const isRunning = ({ outcome }: Turn): boolean => outcome.kind === "searching" || outcome.kind === "refining";

/** What is kept over a reload. */
export const conversationOf = (state: PanelState): SavedConversation => {
  const { draft, mentions } = state.recall ?? state;
  return {
    ...{ version: 1, id: state.conversation, turns: state.turns, draft },
    ...(mentions.length === 0 ? {} : { mentions }),
  };
};
