import type { AskedAgain, AskedQuestion, PanelAskParams, Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerWriter } from "../../../protocol/chatMessages.ts";
import type { CitationState, CitationView } from "../../../protocol/views.ts";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { PreviousQuestion } from "../../../protocol/serverMessages.ts";
import type { HostPort } from "../host/hostPort.ts";
import type { NoteAction } from "../text/statusText.ts";
import { messageOf } from "./messageOf.ts";
import { createJudging } from "./judging.ts";
import { createMattering } from "./mattering.ts";
import { askedAs, mentioning, mentionsOf, previousOf } from "./followingUp.ts";
import { createMentionActions, type MentionActions } from "./mentioning.ts";
import { oncePerFrame } from "./oncePerFrame.ts";
import { createContentActions, type ContentActions } from "./contentActions.ts";
import { createShotsBuilding, type ShotsBuilding } from "./buildingShots.ts";
import { answerSources } from "./shotsBuilder.ts";
import { followWithSuggestions } from "./suggesting.ts";
import { citationKey, conversationOf, isRunning, type ExplanationOutcome } from "./panelState.ts";
import type { PanelStore } from "./store.ts";

/** Where a question is asked, and of whom. */
interface HowAsked {
  /** The id of the turn in whose place it is asked. */
  readonly replaces?: string;
  readonly again?: AskedAgain;
  readonly writer?: AnswerWriter;
}

/** What a person can do in the panel. */
export interface PanelActions extends MentionActions {
  type(draft: string): void;
  /** Shows a question asked before, or comes back towards the draft. */
  recall(direction: "older" | "newer"): void;
  /** Asks what is written, and empties the draft. */
  submit(): void;
  /** Asks; the draft stays. Blank questions are not asked. */
  ask(question: string): void;
  /** Asks a question that was suggested: it stands alone. */
  askSuggested(question: string): void;
  /** Asks the question of a turn once more: below, or in its place where it has no answer. */
  askAgain(turn: Turn): void;
  /** Lets the person choose who is to answer the question of a turn once more, and asks it below. */
  tryWith(turn: Turn): void;
  /** Asks the question of a turn as it was written, as a new topic, in its place. */
  askAsWritten(turn: Turn): void;
  /** Puts what a turn's question was asked as into the composer. */
  editAskedAs(turn: Turn): void;
  /** Stops every question under way. */
  stop(): void;
  openCitation(turnId: string, citation: CitationView): void;
  locateCitation(turnId: string, citation: CitationView): void;
  /** Says whether a citation answers its turn's question; said again, it is taken back. */
  judge(turnId: string, citation: CitationView, verdict: Verdict): void;
  /** Shows why a citation or a nearest place was found. */
  explain(turnId: string, citation: CitationView): void;
  closeExplanation(): void;
  copy(turn: Turn): void;
  /** Opens the answer of a turn as plain text in the editor. */
  showPlain(turn: Turn): void;
  /** Shows what was sent to a model for a turn. */
  showSent(turn: Turn): void;
  /** Shows what it costs to see which passages mattered to a turn's answer, or closes it. */
  toggleMattered(turn: Turn): void;
  /** Has the model write again without each of them. */
  askMattered(turn: Turn): void;
  stopMattered(turn: Turn): void;
  /** Builds a few-shot prompt from the answer of a turn. */
  buildFrom(turn: Turn): void;
  readonly shots: ShotsBuilding;
  readonly content: ContentActions;
  /** Opens the list of the workspace's conversations. */
  showConversations(): void;
  /** Takes a way out. `reconnect` asks the extension for the conversation again, after it did not answer. */
  act(action: NoteAction): void;
  /** Sends what has not been saved yet. */
  save(): void;
}

export interface ControllerDependencies {
  readonly host: HostPort;
  readonly store: PanelStore;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back once before the next frame is drawn. */
  readonly nextFrame: (then: () => void) => void;
  /** Calls back once after so many milliseconds; what it gives back calls that off. */
  readonly delay: (milliseconds: number, then: () => void) => () => void;
}

/** Milliseconds of quiet before the conversation is saved. */
const saveAfter = 400;
/** Milliseconds after which an extension that has not said anything counts as lost. */
const patience = 15_000;

/** Carries out what a person does, and what the extension says, on the store. */
export function createController({ host, store, newId, now, nextFrame, delay }: ControllerDependencies): PanelActions {
  const judging = createJudging({ host, store });
  const mattering = createMattering({ host, store });
  const shots = createShotsBuilding({ host: host.shots, store, delay });
  followWithSuggestions({ host, store });
  let callOffSave: (() => void) | undefined;
  const save = (): void => {
    if (callOffSave === undefined) return;
    callOffSave();
    callOffSave = undefined;
    host.saveConversation(conversationOf(store.state()));
  };
  const saveSoon = (): void => {
    callOffSave?.();
    callOffSave = delay(saveAfter, save);
  };

  const request = async (params: PanelAskParams): Promise<void> => {
    const { id } = params;
    try {
      const answer = await host.ask(params);
      store.dispatch(answer === undefined ? { kind: "stopped", id } : { kind: "answered", id, answer });
      judging.lookUp(store.state().turns.find((turn) => turn.id === id));
    } catch (error) {
      store.dispatch({ kind: "failed", id, message: messageOf(error) });
    }
    saveSoon();
  };
  const send = (asked: AskedQuestion, previous: PreviousQuestion | undefined, how: HowAsked = {}): void => {
    const id = newId();
    const { replaces, again, writer } = how;
    const question = {
      ...{ question: asked.question, ...mentioning(asked.mentions) },
      ...(again === undefined ? {} : { again }),
    };
    store.dispatch({ kind: "asked", id, ...question, at: now(), ...(replaces === undefined ? {} : { replaces }) });
    saveSoon();
    const by = { ...(previous === undefined ? {} : { previous }), ...(writer === undefined ? {} : { writer }) };
    void request({ id, ...question, conversation: store.state().conversation, ...by });
  };
  /** What a turn's question follows up on, where it does. */
  const beforeTurn = (turn: Turn): PreviousQuestion | undefined => {
    const isAsWritten = turn.outcome.kind === "answered" && askedAs(turn) === undefined;
    return isAsWritten ? undefined : previousOf(store.state().turns, turn.again?.of ?? turn.id);
  };
  const tryWith = async (turn: Turn): Promise<void> => {
    const chosen = await host.chooseWriter();
    if (chosen === null) return;
    const again = { of: turn.again?.of ?? turn.id, writerName: chosen.name };
    send(turn, beforeTurn(turn), { again, writer: chosen.writer });
  };
  const ask = ({ question, mentions }: AskedQuestion): void => {
    if (question.trim() !== "")
      send({ question: question.trim(), ...mentioning(mentions) }, previousOf(store.state().turns));
  };

  let connecting = false;
  const connect = async (): Promise<void> => {
    if (connecting) return;
    connecting = true;
    const callOff = delay(patience, () => store.dispatch({ kind: "disconnected" }));
    try {
      store.dispatch({ kind: "started", start: await host.ready() });
      judging.lookUpAll();
    } catch {
      store.dispatch({ kind: "disconnected" });
    } finally {
      callOff();
      connecting = false;
    }
  };

  const remember = (turnId: string, citation: CitationView, answer: Promise<CitationState>): void => {
    const key = citationKey(turnId, citation.n);
    answer.then(
      (state) => store.dispatch({ kind: "citationLocated", key, state }),
      // The chip stays as it is: where the words stand now is not known.
      () => undefined,
    );
  };

  const explain = async (turnId: string, citation: CitationView): Promise<void> => {
    const turn = store.state().turns.find(({ id }) => id === turnId);
    if (turn === undefined) return;
    store.dispatch({ kind: "explanationAsked", turnId, citation });
    const question = { question: askedAs(turn) ?? turn.question, ...mentioning(mentionsOf(turn)) };
    const outcome = await host.explain({ ...question, place: citation.place }).then(
      (explanation): ExplanationOutcome =>
        explanation === undefined ? { kind: "notFound" } : { kind: "explained", explanation },
      (error: unknown): ExplanationOutcome => ({ kind: "failed", message: messageOf(error) }),
    );
    store.dispatch({ kind: "explanationCame", key: citationKey(turnId, citation.n), outcome });
  };

  host.listen({
    answerRefined: oncePerFrame(nextFrame, (refined) => store.dispatch({ kind: "refined", refined })),
    statusChanged(status) {
      store.dispatch({ kind: "statusChanged", status });
      if (store.state().connection === "lost") void connect();
    },
    questionPut({ submit, ...put }) {
      shots.close();
      if (submit) ask(put);
      else store.dispatch({ kind: "draftOffered", draft: put.question, ...mentioning(put.mentions) });
    },
    judgementsChanged: () => judging.lookUpAll(),
    shotsBegun: (sources) => shots.begin(sources),
    conversationChanged(conversation) {
      const isAnother = conversation.id !== store.state().conversation;
      if (isAnother) {
        // The draft stays with the conversation that it was written in.
        save();
        mattering.stopAll();
        shots.close();
      }
      store.dispatch({ kind: "conversationChanged", conversation });
      if (isAnother) judging.lookUpAll();
    },
    cleared() {
      stop();
      mattering.stopAll();
      store.dispatch({ kind: "cleared" });
      saveSoon();
    },
  });

  function stop(): void {
    for (const { id } of store.state().turns.filter(isRunning)) {
      store.dispatch({ kind: "stopped", id });
      host.stop(id);
    }
    saveSoon();
  }

  void connect();
  return {
    type(draft) {
      store.dispatch({ kind: "draftChanged", draft });
      saveSoon();
    },
    recall: (direction) => store.dispatch({ kind: direction === "older" ? "recalledOlder" : "recalledNewer" }),
    submit() {
      const { draft, mentions } = store.state();
      if (draft.trim() === "") return;
      store.dispatch({ kind: "submitted" });
      ask({ question: draft, mentions });
    },
    ...createMentionActions({ host, store, saveSoon }),
    ask: (question) => ask({ question }),
    askSuggested: (question) => send({ question }, undefined),
    askAgain(turn) {
      const { id, outcome } = turn;
      const isLeft = outcome.kind === "failed" || outcome.kind === "stopped";
      send(turn, beforeTurn(turn), isLeft ? { replaces: id } : {});
    },
    tryWith: (turn) => void tryWith(turn),
    askAsWritten: (turn) => send(turn, undefined, { replaces: turn.id }),
    editAskedAs(turn) {
      const draft = askedAs(turn) ?? turn.question;
      store.dispatch({ kind: "draftRecalled", draft, mentions: mentionsOf(turn) });
    },
    stop,
    openCitation: (turnId, citation) => remember(turnId, citation, host.openCitation(citation)),
    locateCitation: (turnId, citation) => remember(turnId, citation, host.locateCitation(citation)),
    judge: judging.judge,
    explain: (turnId, citation) => void explain(turnId, citation),
    closeExplanation: () => store.dispatch({ kind: "explanationClosed" }),
    copy: (turn) => host.copyMarkdown(turn),
    showPlain(turn) {
      save();
      host.showPlain(turn.id);
    },
    showSent: (turn) => host.showSent(turn.id),
    toggleMattered: mattering.toggle,
    askMattered: mattering.ask,
    stopMattered: ({ id }) => mattering.stop(id),
    buildFrom: (turn) => shots.begin(answerSources(turn, store.state().turns)),
    shots,
    content: createContentActions({ host: host.content, store }),
    showConversations: () => host.act("showConversations"),
    act(action) {
      if (action === "reconnect") void connect();
      else host.act(action);
    },
    save,
  };
}
