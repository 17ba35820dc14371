import { t } from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { Mention } from "../../../protocol/mentions.ts";
import type { AskParams, RefinedAnswer } from "../../../protocol/serverMessages.ts";
import type { AnswerView, FreshnessView } from "../../../protocol/views.ts";
import type { Settings } from "../../../protocol/settings.ts";
import { createLanguageWords } from "../core/answering/questions/languageWords.ts";
import { questionLanguages } from "../core/answering/questions/questionLanguages.ts";
import { createQuestionPhrases } from "../core/answering/questions/questionType.ts";
import { createFollowUps } from "../core/conversation/followUp.ts";
import type { Answer } from "../core/answering/answer.ts";
import { thresholds } from "../core/answering/compose.ts";
import type { VectorUse } from "../core/search/search.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import { settlesWithin } from "./settlesWithin.ts";
import type { AnswerToWrite, Generating } from "./generating.ts";
import { missingNotices, scopeIn } from "./mentioning.ts";
import { createRewriting } from "./rewriting.ts";
import type { ChatModels } from "./chatModels.ts";
import type { EditorChat } from "./editorChat.ts";
import { createFolderViews } from "./views.ts";

/** When the model has not embedded the question by then, keywords alone give the answer to begin with; milliseconds. */
const patienceForModel = 150;
const nearestShown = 3;

interface AskedQuestion {
  /** As it is asked of the index. */
  readonly question: string;
  /** None: all documents. */
  readonly mentions: readonly Mention[];
}

/** Answers questions over all folders. */
export function createAsking(ports: {
  readonly folders: Folders;
  readonly gate: BacklogGate;
  readonly settings: () => Settings;
  readonly notify: (refined: RefinedAnswer) => void;
  readonly write: Generating;
  readonly models: ChatModels;
  readonly editor: Pick<EditorChat, "agrees">;
}) {
  const { folders, gate, settings, notify, write, models, editor } = ports;
  const words = { languages: questionLanguages, languageWords: createLanguageWords(questionLanguages) };
  const readFollowUp = createFollowUps({ ...words, phraseOf: createQuestionPhrases(questionLanguages) });
  const rewrite = createRewriting({ ...words, models, editor });

  const answer = async (asked: AskedQuestion, vectors: VectorUse, signal: AbortSignal): Promise<AnswerView> =>
    (await answerToWrite(asked, vectors, signal)).shown;

  /** The answer of all folders, and what was found in the one that it comes of. */
  async function answerToWrite(
    { question, mentions }: AskedQuestion,
    vectors: VectorUse,
    signal: AbortSignal,
  ): Promise<Omit<AnswerToWrite, "id">> {
    const threshold = thresholds[settings()["askDocs.answers.caution"]];
    const prefixed = folders.all().length > 1;
    const answers = await folders.useAll(async (index) => {
      const { found: mentioned, ...within } = scopeIn(index, mentions);
      const found = await index.service.find(question, { ...within, vectors, threshold, signal });
      signal.throwIfAborted();
      const toView = (answer: Answer): Promise<AnswerView> => createFolderViews(index, prefixed).answer(answer);
      return { found, toView, root: index.place.root, view: await toView(found.answer), mentioned };
    });
    const missing = missingNotices(
      mentions,
      answers.map(({ mentioned }) => mentioned),
    );
    const [best, ...others] = [...answers].sort(bySureness);
    // Without an index nothing is known of the documents, not even that they do not answer.
    if (best === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, unusable().join(" "));
    const views = [best, ...others].map(({ view }) => view);
    return { ...best, shown: mergeAnswers(question, views, [...missing, ...unusable()]) };
  }

  function unusable(): readonly string[] {
    if (folders.all().length === 0 && folders.problems().length === 0)
      return [t("No folder is open; open the folder that holds your documents.")];
    const closed = folders.all().flatMap(({ current, phase, problem, place }) => {
      if (current !== undefined) return [];
      return phase === "starting"
        ? t("{0} is still being opened; ask again in a moment.", place.name)
        : (problem ?? t("{0} has no index.", place.name));
    });
    return [...closed, ...folders.problems()];
  }

  const pending = (): boolean => folders.all().some(({ current }) => (current?.service.pendingPassages() ?? 0) > 0);

  /** What can be said at once: from stored vectors, or by keywords alone while the model is still being started. */
  async function firstAnswer(asked: AskedQuestion, signal: AbortSignal): Promise<AnswerView> {
    const stored = answer(asked, "stored", signal);
    return (await settlesWithin(stored, patienceForModel)) ? stored : answer(asked, "none", signal);
  }

  return {
    /**
     * The last word on a question, the same as that of the command line on the same files. What can be said before is
     * sent as `answerRefined`: at once where vectors are missing, and when the model takes its time to start.
     *
     * @throws a `ResponseError` that says why when no folder has an index.
     */
    async ask(
      { id, question: asWritten, mentions: own = [], previous, writer }: AskParams,
      signal: AbortSignal,
    ): Promise<AnswerView> {
      const followUp = readFollowUp(asWritten, previous);
      const isFollowUp = followUp.kind !== "newTopic" && previous !== undefined;
      let question = followUp.question;
      const carried = isFollowUp && own.length === 0 ? (previous.mentions ?? []) : [];
      const mentions = [...own, ...carried];
      const shown = (given: AnswerView): AnswerView => ({
        ...given,
        ...(isFollowUp ? { question: asWritten, askedAs: question } : {}),
        ...(carried.length > 0 ? { carried } : {}),
      });
      const end = gate.question();
      try {
        if (isFollowUp) {
          const rewriting = rewrite({ question: asWritten, previous }, writer, signal);
          if (!(await settlesWithin(rewriting, patienceForModel)))
            notify({ id, answer: shown(await firstAnswer({ question, mentions }, signal)), refining: true });
          question = (await rewriting) ?? question;
        }
        if (pending()) notify({ id, answer: shown(await firstAnswer({ question, mentions }, signal)), refining: true });
        const answering = answerToWrite({ question, mentions }, "question-first", signal);
        if (!(await settlesWithin(answering, patienceForModel)) && !pending())
          notify({ id, answer: shown(await answer({ question, mentions }, "none", signal)), refining: true });
        const last = await answering;
        return await write({ ...last, shown: shown(last.shown), id, writer }, signal);
      } finally {
        end();
      }
    },
  };
}

const bySureness = (a: { readonly view: AnswerView }, b: { readonly view: AnswerView }): number =>
  Number(a.view.abstained) - Number(b.view.abstained) || b.view.confidence - a.view.confidence;

/**
 * One answer of many folders': the one that is surest answers alone, because sentences of different folders are about
 * different things; where none answers, the nearest places of all, the surest folder's first.
 */
function mergeAnswers(question: string, ranked: readonly AnswerView[], notices: readonly string[]): AnswerView {
  const [best] = ranked;
  const nearest = ranked.flatMap((answer) => answer.nearest).slice(0, nearestShown);
  return {
    question,
    sentences: best?.sentences ?? [],
    citations: best?.citations ?? [],
    abstained: best?.abstained ?? true,
    confidence: best?.confidence ?? 0,
    nearest: best?.abstained === true ? nearest.map((citation, place) => ({ ...citation, n: place + 1 })) : [],
    freshness: mergeFreshness(ranked.map(({ freshness }) => freshness)),
    model: best?.model ?? null,
    notices: [...new Set([...ranked.flatMap((answer) => answer.notices), ...notices])],
  };
}

const mergeFreshness = (all: readonly FreshnessView[]): FreshnessView => ({
  files: sum(all.map(({ files }) => files)),
  current: sum(all.map(({ current }) => current)),
  pending: sum(all.map(({ pending }) => pending)),
  failed: sum(all.map(({ failed }) => failed)),
  ageSeconds: Math.max(0, ...all.map(({ ageSeconds }) => ageSeconds)),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
