import type { Citation } from "../core/answering/answer.ts";
import type { Extraction } from "../core/answering/extract.ts";
import type { TextRange } from "../core/documents/document.ts";
import type { AskOptions } from "../core/answering/answering.ts";
import type { Generated } from "../core/answering/generation/generate.ts";
import type { ChatModel } from "../core/chatModel.ts";
import type { Service } from "../core/service.ts";
import type { Query } from "./queries.ts";

/** What a person sees of an answer for measuring: at most so many sentences and code units. */
const mostSentences = 3;
const mostCodeUnits = 600;

/** What a model's answer comes to in a row of `answers`. */
interface WrittenAnswer {
  /** Its supported sentences, in its own words; not empty. */
  readonly shown: string;
  /** What the first of them rests on. */
  readonly cited: Citation;
}

/** The part of an answer that a model wrote and that is supported; undefined where nothing is, and the extracted one stands. */
function writtenAnswer({ sentences, answer: { citations } }: Generated): WrittenAnswer | undefined {
  const supported = sentences.filter(({ support }) => support === "supported").slice(0, mostSentences);
  const [first] = supported;
  const cited = citations.find(({ n }) => n === first?.citations[0]);
  if (first === undefined || cited === undefined) return undefined;
  const shown = supported.reduce((text, next) => {
    const longer = text === "" ? next.text : `${text} ${next.text}`;
    return longer.length <= mostCodeUnits ? longer : text;
  }, "");
  return { shown: shown === "" ? first.text.slice(0, mostCodeUnits).toWellFormed() : shown, cited };
}

/** What rows are made from. */
interface AnswerRowParts {
  readonly service: Pick<Service, "bestAnswer" | "extract" | "fileOf" | "find">;
  /** Has it write the answers, where given. */
  readonly model: ChatModel | undefined;
  /** Below a confidence of `threshold` an answer counts as abstained, and no model is asked. */
  readonly options: AskOptions & { readonly threshold: number; readonly signal: AbortSignal };
  readonly idOf: (path: string) => string;
}

/** Builds the making of rows, and counts what the model came to. */
export function createAnswerRows({ service, model, options, idOf }: AnswerRowParts) {
  const counts = { asked: 0, written: 0 };
  /** Why the last answer that the model was asked for is not its own. */
  let lastReason: string | undefined;

  /**
   * A row of the contract but for its latency. `answer` is the slice `start` to `end` of the document and lies in
   * `sentence`, which stands there too, whoever wrote `shown`.
   */
  function rowOf({ id, text: question }: Query, extraction: Extraction, written?: WrittenAnswer) {
    const best = service.bestAnswer(question, extraction, written?.cited);
    const file = best === undefined ? undefined : service.fileOf(best.passage.fileId);
    const { confidence } = extraction;
    if (best === undefined || file === undefined) {
      const nothing = { answer: "", sentence: "", shown: "", doc_id: null, start: 0, end: 0 };
      return { query_id: id, ...nothing, confidence, abstained: true };
    }
    const { passage, exact, sentence, shown } = best;
    const textOf = ({ start, end }: TextRange): string => passage.text.slice(start, end);
    return {
      query_id: id,
      answer: textOf(exact),
      sentence: textOf(sentence),
      shown: written?.shown ?? textOf(shown),
      doc_id: idOf(file.path),
      start: passage.start + exact.start,
      end: passage.start + exact.end,
      confidence,
      abstained: confidence < options.threshold,
    };
  }

  return {
    counts: (): Readonly<typeof counts> => counts,
    lastReason: (): string | undefined => lastReason,
    /** With a model, `model` is its name where `shown` is its own, else `null`. */
    async answer(query: Query) {
      if (model === undefined) return rowOf(query, await service.extract(query.text, options));
      const found = await service.find(query.text, options);
      const generated = await found.generate({ model, signal: options.signal });
      const { answer } = generated;
      const written = writtenAnswer(generated);
      if (!answer.abstained) counts.asked += 1;
      if (written !== undefined) counts.written += 1;
      else if (!answer.abstained) lastReason = answer.notices.at(-1);
      return { ...rowOf(query, found.extraction, written), model: written === undefined ? null : answer.model };
    },
  };
}
