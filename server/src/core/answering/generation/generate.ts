import type { SentenceView } from "../../../../../protocol/views.ts";
import type { Answer } from "../answer.ts";
import type { Cite } from "../cite.ts";
import type { ChatModel } from "../../chatModel.ts";
import type { PassageRecord } from "../../ports.ts";
import type { Extraction } from "../extract.ts";
import { createCitationStream } from "../citations/citationStream.ts";
import { buildPrompt, countByEstimate, promptText, refusal, type Prompt } from "./prompt.ts";
import { createSentenceCount, endsInLoop } from "./repetition.ts";
import { createVerifiedAnswer, joinSentences, type VerifiedAnswer, type Verify } from "./verifiedAnswer.ts";

/** Who writes, and what is done with what is not supported. */
export interface GenerateOptions {
  readonly model: ChatModel;
  /** Whether the documents' own sentences take the place of those that are not supported; default: false. */
  readonly strict?: boolean;
  /** Told each time that the answer has grown by a verified sentence. */
  readonly onGrowth?: (answer: Answer) => void;
  readonly signal?: AbortSignal;
}

/** What answers a question, and the way to have a model write it. */
export interface FoundAnswer {
  /** In the documents' own words. */
  readonly answer: Answer;
  /** What it was taken from, for measuring. */
  readonly extraction: Extraction;
  /** The answer as a model writes it from the same passages; the same one where the documents do not answer. */
  generate(options: GenerateOptions): Promise<Answer>;
}

/** What a question found, and what is shown of it without a model. */
export interface ExtractedAnswer {
  readonly answer: Answer;
  /** Best first. */
  readonly passages: readonly PassageRecord[];
}

/** How the writing ended. `reason`: a sentence for people. */
type Outcome = { readonly kind: "written" | "cutShort" } | { readonly kind: "failed"; readonly reason: string };

/**
 * Wires the writing of answers by a model. Each sentence is verified as it arrives; whatever goes wrong, the extracted
 * answer stands, with one notice that says why. Only an answer that was not abstained from is to be given here.
 */
export function createGeneration(deps: { readonly cite: Cite; readonly verify: Verify }) {
  /** Reads the model's answer to its end, sentence by sentence. */
  async function write(
    prompt: Prompt,
    verified: VerifiedAnswer,
    name: string,
    { model, signal }: GenerateOptions,
    onSentence: () => void,
  ): Promise<Outcome> {
    const sentences = createCitationStream(prompt.passages.length);
    const isSaidTooOften = createSentenceCount();
    const loops: Outcome = { kind: "failed", reason: `${name} repeated itself and was stopped.` };
    let text = "";
    const events = model.complete({ messages: prompt.messages, answerTokens: prompt.answerTokens }, signal);
    for await (const event of events) {
      if (event.kind === "failed") return { kind: "failed", reason: event.failure.message };
      if (event.kind === "text") text += event.delta;
      if (refuses(text, event.kind === "ended"))
        return { kind: "failed", reason: `${name} found no answer in the passages.` };
      if (endsInLoop(text)) return loops;
      for (const sentence of event.kind === "text" ? sentences.push(event.delta) : sentences.end()) {
        if (refuses(sentence.text, true)) continue;
        if (!sentence.isCode && isSaidTooOften(sentence.text)) return loops;
        if (roleMark.test(sentence.text)) return endOf(verified, name);
        await verified.add(sentence);
        signal?.throwIfAborted();
        onSentence();
      }
      if (event.kind === "text") continue;
      const end = endOf(verified, name);
      return end.kind === "written" && event.isCut ? { kind: "cutShort" } : end;
    }
    return { kind: "failed", reason: `${name} ended without an answer.` };
  }

  return async function generate({ answer, passages }: ExtractedAnswer, options: GenerateOptions): Promise<Answer> {
    const { model, strict = false, onGrowth, signal } = options;
    const instead = (reason: string, sent?: string): Answer => ({
      ...answer,
      notices: [...answer.notices, `${reason} The documents' own words are shown.`],
      ...(sent === undefined ? {} : { sent }),
    });
    const described = await model.describe(signal);
    if (!described.ok) return instead(described.failure.message);
    const { name } = described.value;
    const countTokens = async (text: string): Promise<number> =>
      (await model.countTokens?.(text, signal)) ?? countByEstimate(text);
    const prompt = await buildPrompt(answer.question, passages, described.value, countTokens);
    if (prompt === undefined) return instead(`The passages do not fit into ${name}.`);
    const sent = promptText(prompt, described.value);
    const verified = createVerifiedAnswer(answer.question, prompt.passages, deps, signal);
    const written = (notes: "notes" | "no notes"): Answer => {
      const composed = compose(answer, verified, strict);
      const notices = notes === "notes" ? [...answer.notices, ...notesOn(verified, strict, name)] : answer.notices;
      return { ...composed, model: name, sent, notices };
    };
    const outcome = await write(prompt, verified, name, options, () => onGrowth?.(written("no notes")));
    signal?.throwIfAborted();
    if (outcome.kind === "failed") return instead(outcome.reason, sent);
    const final = written("notes");
    if (outcome.kind === "written") return final;
    return { ...final, notices: [...final.notices, `${name} stopped at its limit of ${prompt.answerTokens} tokens.`] };
  };
}

/** Models that only go on writing play the next speaker's part after their own. */
const roleMark = /^(?:[*#\s]*)(?:user|assistant|system|question|human)\s*:/iu;

const endOf = (verified: VerifiedAnswer, name: string): Outcome =>
  verified.sentences().length === 0 ? { kind: "failed", reason: `${name} answered nothing.` } : { kind: "written" };

/** Whether a text begins with the agreed refusal. @param isWhole whether nothing follows. */
const refuses = (text: string, isWhole: boolean): boolean =>
  new RegExp(`^[\\s"'*\`]*${refusal}(?:[^\\p{L}\\p{N}]${isWhole ? "|$" : ""})`, "u").test(text);

const isSupported = ({ support }: SentenceView): boolean => support !== "unsupported";

/**
 * The answer as it is shown: what the model wrote, sentence by sentence. Where nothing of it is supported, or some is not
 * and `strict` leaves that out, the documents' own sentences follow.
 */
function compose(extracted: Answer, verified: VerifiedAnswer, strict: boolean): Answer {
  const sentences = verified.sentences();
  const supported = sentences.filter(isSupported);
  const kept = { sentences: strict ? supported : sentences, citations: verified.citations() };
  const needsOwnWords = supported.length === 0 || (strict && supported.length < sentences.length);
  const shown = needsOwnWords ? joinSentences(kept, extracted) : kept;
  return {
    ...extracted,
    ...shown,
    written: kept.sentences.length,
    answer: shown.sentences.map(({ text }) => text).join("\n"),
  };
}

function notesOn(verified: VerifiedAnswer, strict: boolean, name: string): readonly string[] {
  const sentences = verified.sentences();
  const supported = sentences.filter(isSupported).length;
  const unsupported = sentences.length - supported;
  const follow = "the documents' own words follow.";
  if (supported === 0) return [`Nothing that ${name} wrote is borne out by the passages; ${follow}`];
  if (unsupported === 0 || !strict) return [];
  const left = unsupported === 1 ? "A sentence" : `${unsupported} sentences`;
  return [`${left} of ${name} not borne out by the passages ${unsupported === 1 ? "was" : "were"} left out; ${follow}`];
}
