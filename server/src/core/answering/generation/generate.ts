import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import type { SentenceView } from "../../../../../protocol/views.ts";
import type { Answer } from "../answer.ts";
import type { ChatModel } from "../../chatModel.ts";
import type { PassageRecord } from "../../ports.ts";
import type { Extraction } from "../extract.ts";
import { createAblation, type Ablation } from "../ablation/ablation.ts";
import { joinSentences, type VerifiedAnswer } from "./verifiedAnswer.ts";
import type { Write, WrittenText } from "./writing.ts";

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
  generate(options: GenerateOptions): Promise<Generated>;
}

/** An answer for which a model was asked. */
export interface Generated {
  readonly answer: Answer;
  /** The sentences of the answer that the model wrote, verified; none where the documents' own words stand alone. */
  readonly sentences: readonly SentenceView[];
  /** The way to see which passages they rest on; given where the model wrote anything. */
  readonly ablation?: Ablation;
}

/** What a question found, and what is shown of it without a model. */
export interface ExtractedAnswer {
  readonly answer: Answer;
  /** Best first. */
  readonly passages: readonly PassageRecord[];
}

/**
 * Wires the writing of answers by a model. Whatever goes wrong, the extracted answer stands, with one notice that says
 * why. Only an answer that was not abstained from is to be given here.
 */
export function createGeneration(write: Write) {
  return async function generate({ answer, passages }: ExtractedAnswer, options: GenerateOptions): Promise<Generated> {
    const { model, strict = false, onGrowth, signal } = options;
    const { question } = answer;
    const written = ({ verified, name, sent }: WrittenText, notices: readonly string[]): Answer => ({
      ...compose(answer, verified, strict),
      ...{ model: name, sent },
      notices: [...answer.notices, ...notices],
    });
    const onSentence = (so: WrittenText): void => onGrowth?.(written(so, []));
    const writing = await write(question, passages, { model, onSentence, signal });
    if (writing.kind !== "written") {
      const { reason, sent } = writing;
      const notices = [...answer.notices, t("{0} The documents' own words are shown.", reason)];
      return { answer: { ...answer, notices, ...(sent === undefined ? {} : { sent }) }, sentences: [] };
    }
    const { verified, name, isCut, answerTokens, given } = writing;
    const cut = isCut
      ? [
          plural(
            t,
            answerTokens,
            { one: "{0} stopped at its limit of {1} token.", other: "{0} stopped at its limit of {1} tokens." },
            name,
            answerTokens,
          ),
        ]
      : [];
    const passagesGiven = passages.filter((passage) => given.includes(passage));
    return {
      answer: written(writing, [...notesOn(verified, strict, name), ...cut]),
      sentences: verified.sentences(),
      ablation: createAblation(write, { question, passages: passagesGiven, model, verified }),
    };
  };
}

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
  return { ...extracted, ...shown, answer: shown.sentences.map(({ text }) => text).join("\n") };
}

function notesOn(verified: VerifiedAnswer, strict: boolean, name: string): readonly string[] {
  const sentences = verified.sentences();
  const supported = sentences.filter(isSupported).length;
  const unsupported = sentences.length - supported;
  if (supported === 0)
    return [t("Nothing that {0} wrote is borne out by the passages; the documents' own words follow.", name)];
  if (unsupported === 0 || !strict) return [];
  return [
    plural(
      t,
      unsupported,
      {
        one: "A sentence of {1} not borne out by the passages was left out; the documents' own words follow.",
        other: "{0} sentences of {1} not borne out by the passages were left out; the documents' own words follow.",
      },
      unsupported,
      name,
    ),
  ];
}
