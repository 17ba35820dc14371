import { t } from "@vscode/l10n";
import type { PanelStart, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import { addTurn } from "../../../protocol/turns.ts";
import type { RefinedAnswer } from "../../../protocol/serverMessages.ts";
import { askExplanation, takeExplanation, withoutExplanation } from "./explaining.ts";
import { hearEnd, hearGrowth } from "./hearing.ts";
import { takeVerdict, takeVerdicts } from "./judging.ts";
import { takeMattered } from "./mattering.ts";
import { mostTurns, takeConversation } from "./changingConversation.ts";
import { mentioning } from "./followingUp.ts";
import { addMention, removeMention } from "./mentioning.ts";
import { isRunning, type PanelEvent, type PanelState } from "./panelState.ts";
import { takeBuilder } from "./shotsBuilder.ts";
import { offerDraft, recallNewer, recallOlder, recallText, typeDraft } from "./recall.ts";

/** What the panel shows after an event. Pure: the same state comes back when nothing changes. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.kind) {
    case "started":
      return start(state, event.start);
    case "disconnected":
      return { ...state, connection: "lost" };
    case "conversationChanged":
      return takeConversation(state, event.conversation);
    case "statusChanged":
      return { ...state, status: event.status };
    case "draftChanged":
      return typeDraft(state, event.draft);
    case "draftOffered":
      return offerDraft(state, event.draft, event.mentions);
    case "draftRecalled":
      return recallText(state, event.draft, event.mentions);
    case "submitted":
      return { ...typeDraft(state, ""), mentions: [] };
    case "mentionAdded":
      return addMention(state, event.mention, event.draft);
    case "mentionRemoved":
      return removeMention(state, event.mention);
    case "recalledOlder":
      return recallOlder(state);
    case "recalledNewer":
      return recallNewer(state);
    case "asked":
      return ask(state, event);
    case "refined":
      return refine(state, event.refined);
    case "answered": {
      const next = settle(state, event.id, () => ({ kind: "answered", answer: event.answer }));
      return next === state ? state : hearEnd(next, event.id, event.answer);
    }
    case "failed": {
      const next = settle(state, event.id, () => ({ kind: "failed", message: event.message }));
      return next === state ? state : { ...next, announcement: event.message };
    }
    case "stopped": {
      const next = settle(state, event.id, stoppedOutcome);
      return next === state ? state : { ...next, announcement: t("Stopped.") };
    }
    case "citationLocated":
      return { ...state, citationStates: { ...state.citationStates, [event.key]: event.state } };
    case "judged":
      return takeVerdict(state, event.key, event.verdict);
    case "verdictsCame":
      return takeVerdicts(state, event.turnId, event.verdicts);
    case "matteredChanged":
      return takeMattered(state, event.turnId, event.mattered);
    case "builderChanged":
      return takeBuilder(state, event.builder);
    case "announced":
      return { ...state, announcement: event.text };
    case "explanationAsked":
      return askExplanation(state, event.turnId, event.citation);
    case "explanationCame":
      return takeExplanation(state, event.key, event.outcome);
    case "explanationClosed":
      return withoutExplanation(state);
    case "suggested":
      return { ...state, suggested: { after: event.after, suggestions: event.suggestions } };
    case "cleared":
      return {
        ...withoutExplanation(state),
        turns: [],
        citationStates: {},
        verdicts: {},
        mattered: {},
        heard: [],
        announcement: t("The conversation is empty."),
      };
  }
}

function start(state: PanelState, { conversation, status, locale }: PanelStart): PanelState {
  // What was written before the extension was heard of belongs to the conversation that it names.
  const known = state.conversation === "" ? { ...state, conversation: conversation.id } : state;
  const isSame = known.conversation === conversation.id;
  const next = takeConversation(known, conversation);
  const isUnwritten = next.draft === "" && next.mentions.length === 0;
  const { draft, mentions = [] } = isSame && isUnwritten ? conversation : next;
  return { ...next, connection: "open", locale, status, draft, mentions, announcement: state.announcement };
}

function ask(state: PanelState, event: PanelEvent & { readonly kind: "asked" }): PanelState {
  const { id, question, at, mentions, again } = event;
  const asked = { id, question, ...mentioning(mentions), ...(again === undefined ? {} : { again }) };
  const turn: Turn = { ...asked, askedAt: at, outcome: { kind: "searching" } };
  const replaced = state.turns.findIndex(({ id }) => id === event.replaces);
  const turns = replaced < 0 ? addTurn(state.turns, turn).slice(-mostTurns) : state.turns.with(replaced, turn);
  const heard = state.turns.some(isRunning) ? state.heard : [];
  return { ...state, turns, heard, announcement: t("Searching your documents.") };
}

function refine(state: PanelState, { id, answer, refining }: RefinedAnswer): PanelState {
  if (refining) {
    const next = settle(state, id, () => ({ kind: "refining", answer }));
    return next === state ? state : hearGrowth(next, id, answer);
  }
  return reduce(state, { kind: "answered", id, answer });
}

const stoppedOutcome = ({ outcome }: Turn): TurnOutcome =>
  outcome.kind === "refining" ? { kind: "stopped", answer: outcome.answer } : { kind: "stopped" };

/** Changes the outcome of a turn that still runs; what comes after its end is ignored. */
function settle(state: PanelState, id: string, outcome: (turn: Turn) => TurnOutcome): PanelState {
  const at = state.turns.findLastIndex((turn) => turn.id === id);
  const turn = state.turns[at];
  if (turn === undefined || !isRunning(turn)) return state;
  return { ...state, turns: state.turns.with(at, { ...turn, outcome: outcome(turn) }) };
}
