import { t } from "@vscode/l10n";
import type { EgressSubject } from "../../../../../protocol/egressMessages.ts";
import type { ChatModel } from "../../chatModel.ts";
import type { FileRecord, PassageRecord } from "../../ports.ts";
import type { Cite } from "../cite.ts";
import { createCitationStream } from "../citations/citationStream.ts";
import { buildPrompt, countByEstimate, promptText, refusal, type Prompt } from "./prompt.ts";
import { createSentenceCount, endsInLoop } from "./repetition.ts";
import { createVerifiedAnswer, type VerifiedAnswer, type Verify } from "./verifiedAnswer.ts";

/** Who writes. */
export interface WritingOptions {
  readonly model: ChatModel;
  /** Told each time that the answer has grown by a verified sentence. */
  readonly onSentence?: (so: WrittenText) => void;
  readonly signal?: AbortSignal | undefined;
  /** Default: an answer. */
  readonly purpose?: EgressSubject["purpose"];
}

/** What a model wrote so far, with what each sentence rests on. */
export interface WrittenText {
  readonly verified: VerifiedAnswer;
  /** The model's name. */
  readonly name: string;
  /** Exactly what was sent, for people to read. */
  readonly sent: string;
}

/** How the writing ended. `refused`: the model found no answer in the passages. `reason`: a sentence for people. */
export type Writing =
  | (WrittenText & {
      readonly kind: "written";
      /** Whether it stopped at its limit of `answerTokens`. */
      readonly isCut: boolean;
      readonly answerTokens: number;
      /** The passages that it was given, in the order of the prompt. */
      readonly given: readonly PassageRecord[];
    })
  | { readonly kind: "refused" | "failed"; readonly reason: string; readonly sent?: string };

type Outcome =
  | { readonly kind: "written"; readonly isCut: boolean }
  | { readonly kind: "refused" | "failed"; readonly reason: string };

/** Wires the writing of an answer by a model. Each sentence is verified as it arrives; nothing of the model's fails it. */
export function createWriting(deps: {
  readonly cite: Cite;
  readonly verify: Verify;
  readonly fileOf: (fileId: number) => FileRecord | undefined;
}) {
  const subjectOf = (prompt: Prompt, purpose: EgressSubject["purpose"]): EgressSubject => ({
    purpose,
    passages: prompt.passages.map(({ passage: { fileId, start }, end }) => ({
      path: deps.fileOf(fileId)?.path ?? "",
      startOffset: start,
      endOffset: start + end,
    })),
  });

  /** Reads the model's answer to its end, sentence by sentence. */
  async function read(
    prompt: Prompt,
    { verified, name }: WrittenText,
    { model, signal, purpose = "answer" }: WritingOptions,
    onSentence: () => void,
  ): Promise<Outcome> {
    const sentences = createCitationStream(prompt.passages.length);
    const isSaidTooOften = createSentenceCount();
    const loops: Outcome = { kind: "failed", reason: t("{0} repeated itself and was stopped.", name) };
    let text = "";
    const { messages, answerTokens } = prompt;
    const events = model.complete({ messages, answerTokens, subject: subjectOf(prompt, purpose) }, signal);
    for await (const event of events) {
      if (event.kind === "failed") return { kind: "failed", reason: event.failure.message };
      if (event.kind === "text") text += event.delta;
      if (refuses(text, event.kind === "ended"))
        return { kind: "refused", reason: t("{0} found no answer in the passages.", name) };
      if (endsInLoop(text)) return loops;
      for (const sentence of event.kind === "text" ? sentences.push(event.delta) : sentences.end()) {
        if (refuses(sentence.text, true)) continue;
        if (!sentence.isCode && isSaidTooOften(sentence.text)) return loops;
        if (roleMark.test(sentence.text)) return endOf(verified, name, false);
        await verified.add(sentence);
        signal?.throwIfAborted();
        onSentence();
      }
      if (event.kind === "ended") return endOf(verified, name, event.isCut);
    }
    return { kind: "failed", reason: t("{0} ended without an answer.", name) };
  }

  /** @param passages best first. @throws the signal's reason when it aborts. */
  return async function write(
    question: string,
    passages: readonly PassageRecord[],
    options: WritingOptions,
  ): Promise<Writing> {
    const { model, onSentence, signal } = options;
    const described = await model.describe(signal);
    if (!described.ok) return { kind: "failed", reason: described.failure.message };
    const { name } = described.value;
    const countTokens = async (text: string): Promise<number> =>
      (await model.countTokens?.(text, signal)) ?? countByEstimate(text);
    const prompt = await buildPrompt(question, passages, described.value, countTokens);
    if (prompt === undefined) return { kind: "failed", reason: t("The passages do not fit into {0}.", name) };
    const sent = promptText(prompt, described.value);
    const so: WrittenText = { verified: createVerifiedAnswer(question, prompt.passages, deps, signal), name, sent };
    const outcome = await read(prompt, so, options, () => onSentence?.(so));
    signal?.throwIfAborted();
    if (outcome.kind !== "written") return { ...outcome, sent };
    const given = prompt.passages.map(({ passage }) => passage);
    return { ...outcome, ...so, answerTokens: prompt.answerTokens, given };
  };
}

export type Write = ReturnType<typeof createWriting>;

/** Models that only go on writing play the next speaker's part after their own. */
const roleMark = /^(?:[*#\s]*)(?:user|assistant|system|question|human)\s*:/iu;

const endOf = (verified: VerifiedAnswer, name: string, isCut: boolean): Outcome =>
  verified.sentences().length === 0
    ? { kind: "failed", reason: t("{0} answered nothing.", name) }
    : { kind: "written", isCut };

/** Whether a text begins with the agreed refusal. @param isWhole whether nothing follows. */
const refuses = (text: string, isWhole: boolean): boolean =>
  new RegExp(`^[\\s"'*\`]*${refusal}(?:[^\\p{L}\\p{N}]${isWhole ? "|$" : ""})`, "u").test(text);
