import { defaultExtractionParameters, type ExtractionParameters } from "./answering/extract.ts";
import { defaultChunkSizes, type ChunkSizes } from "./chunking/chunk.ts";
import { defaultBm25fParameters, type Bm25fParameters } from "./lexical/bm25f.ts";
import { defaultQuestionWordsParameters, type QuestionWordsParameters } from "./lexical/questionWords.ts";
import { defaultSearchParameters, type SearchParameters } from "./search/search.ts";

/** What measurements vary. An index is made with one `chunkSizes`: other ones need another index. */
export interface ServiceParameters {
  readonly search: SearchParameters;
  readonly bm25f: Bm25fParameters;
  readonly questionWords: QuestionWordsParameters;
  readonly chunkSizes: ChunkSizes;
  readonly extraction: ExtractionParameters;
}

/** What the product uses. */
export const defaultParameters: ServiceParameters = {
  search: defaultSearchParameters,
  bm25f: defaultBm25fParameters,
  questionWords: defaultQuestionWordsParameters,
  chunkSizes: defaultChunkSizes,
  extraction: defaultExtractionParameters,
};
