import { createModelPairs, type QuestionWriter } from "../../fewShot/mining/model/modelPairs.ts";
import type { FindSensitive } from "../../fewShot/mining/sensitive.ts";
import type { Draft } from "./madeQuestion.ts";
import type { Page } from "./page.ts";

/** What a model wrote for a folder's paragraphs. */
export interface ModelDrafts {
  readonly drafts: readonly Draft[];
  /** Questions left out: their answer is not in the paragraph's own words, or they ask nothing. */
  readonly refused: number;
  /** Why the model was not asked on; a sentence for people. */
  readonly failure?: string;
}

/**
 * Has a model write questions for an even sample of the pages' paragraphs; those alone are kept whose answer stands there
 * word for word. Paragraphs with secrets or personal data are not sent.
 *
 * @param name the model's, with which its questions are marked.
 */
export async function fromModel(
  pages: readonly Page[],
  { name, ...writer }: QuestionWriter & { readonly name: string },
  options: { readonly seed: number; readonly findSensitive: FindSensitive; readonly signal?: AbortSignal },
): Promise<ModelDrafts> {
  const asking = createModelPairs(writer, options.seed);
  for (const page of pages) asking.add({ ...page, contentHash: "" });
  const { pairs, ...rest } = await asking.write(options.findSensitive, options.signal);
  const titles = new Map(pages.map(({ path, title }) => [path, title]));
  const drafts = pairs.flatMap(({ input: question, language, provenance }): readonly Draft[] => {
    if (provenance === undefined) return [];
    const { path, startOffset: start, endOffset: end } = provenance;
    const title = titles.get(path) ?? "";
    return [{ path, language, title, question, by: "model", model: name, answers: [{ start, end }] }];
  });
  return { drafts, ...rest };
}
