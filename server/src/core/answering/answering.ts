import type { FreshnessView } from "../../../../protocol/views.ts";
import type { Analyser } from "../language/analyse.ts";
import type { Embedder, FileRecord } from "../ports.ts";
import type { createSearch, SearchOptions, SearchOutcome } from "../search/search.ts";
import type { Citation } from "./answer.ts";
import type { Cite } from "./cite.ts";
import { bestAnswer, citedFirst, type BestAnswer } from "./bestAnswer.ts";
import { composeAnswer, defaultThreshold } from "./compose.ts";
import { createExtraction, type Extraction, type ExtractionParameters } from "./extract.ts";
import { createGeneration, type FoundAnswer } from "./generation/generate.ts";
import { createWriting } from "./generation/writing.ts";
import { createExactParts } from "./parts/exactPart.ts";
import { createLanguageWords } from "./questions/languageWords.ts";
import { questionLanguages } from "./questions/questionLanguages.ts";
import { createQuestionTyping } from "./questions/questionType.ts";
import { createSentenceFeatures } from "./sentenceFeatures.ts";
import { createVerification } from "./verification/verify.ts";

export interface AskOptions extends Omit<SearchOptions, "depth" | "mode"> {
  /** The least probability at which an answer is shown, 0 to 1. */
  readonly threshold?: number;
}

/** Candidates that answering looks at; ten give the confidence its view of the field. */
const answerDepth = 10;

/** What the person should know of how a question was searched. */
export const noticesOf = ({ notices, failure }: SearchOutcome): readonly string[] =>
  failure === undefined ? notices : [...notices, failure.message];

/** Wires the way from a question to its answer by hand. */
export function createAnswering(ports: {
  readonly search: Pick<ReturnType<typeof createSearch>, "search">;
  readonly embedder: Embedder;
  readonly analyser: Analyser;
  readonly cite: Cite;
  readonly fileOf: (fileId: number) => FileRecord | undefined;
  readonly freshness: () => FreshnessView;
  readonly parameters: ExtractionParameters;
}) {
  const { search, embedder, analyser, cite, fileOf, freshness, parameters } = ports;
  const typeOf = createQuestionTyping(questionLanguages);
  const languageWords = createLanguageWords(questionLanguages);
  const exactParts = createExactParts({ analyser, typeOf, languageWords });
  const featuresOf = createSentenceFeatures({ analyser, typeOf, languageWords });
  const extractFrom = createExtraction({ embedder, parameters, featuresOf });
  const generate = createGeneration(
    createWriting({ cite, fileOf, verify: createVerification({ embedder, analyser }) }),
  );

  async function read(question: string, options: AskOptions) {
    const outcome = await search.search(question, { ...options, mode: "hybrid", depth: answerDepth });
    return { outcome, extraction: await extractFrom(question, outcome, options) };
  }

  return {
    /** What an answer is made from. */
    extract: async (question: string, options: AskOptions): Promise<Extraction> =>
      (await read(question, options)).extraction,
    /** Answers with the documents' own sentences, or says that they do not answer; a model may be asked then. */
    async find(question: string, options: AskOptions): Promise<FoundAnswer> {
      const { outcome, extraction } = await read(question, options);
      const answer = await composeAnswer(question, extraction, {
        ...{ cite, exactParts, languageWords, fileOf },
        freshness: freshness(),
        threshold: options.threshold ?? defaultThreshold,
        notices: noticesOf(outcome),
      });
      const passages = extraction.read.map(({ passage }) => passage);
      return {
        answer,
        extraction,
        generate: async (chat) => (answer.abstained ? { answer, sentences: [] } : generate({ answer, passages }, chat)),
      };
    },
    /** The best answer of an extraction, for measuring: in the sentence cited, where one is; undefined where nothing was found. */
    best: (question: string, extraction: Extraction, cited?: Citation): BestAnswer | undefined =>
      bestAnswer(question, cited === undefined ? extraction : citedFirst(extraction, cited, fileOf), exactParts),
  };
}
