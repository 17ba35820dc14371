import type { ChatFailureKind, ChatModel } from "../../../chatModel.ts";
import type { TextRange } from "../../../documents/document.ts";
import { seededRandom } from "../../../evaluation/bootstrap.ts";
import type { Pair } from "../../pair.ts";
import type { FindSensitive } from "../sensitive.ts";
import type { HashedPage } from "../readPage.ts";
import { writeQuestions } from "./writeQuestions.ts";

/** Who writes questions, and for how many passages at most. */
export interface QuestionWriter {
  readonly model: ChatModel;
  /** 1 or more. */
  readonly passages: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ModelPairs {
  readonly pairs: readonly Pair[];
  /** Questions whose answer was not in the passage's own words, or that asked nothing. */
  readonly refused: number;
  /** Why the model was not asked on; a sentence for people. */
  readonly failure?: string;
}

interface Passage extends TextRange {
  readonly page: Pick<HashedPage, "path" | "contentHash" | "language">;
  readonly text: string;
}

const [shortest, longest] = [100, 1500];
const confidence = 0.7;
/** Failures that the next passage would meet as well. */
const lasting: readonly ChatFailureKind[] = ["unreachable", "unauthorised", "unknownModel", "cancelled", "rateLimited"];

/** Gathers an even sample of a folder's paragraphs as pages pass by, and has a model write questions for them. */
export function createModelPairs({ model, passages: most, onProgress }: QuestionWriter, seed: number) {
  const random = seededRandom(seed);
  const sample: Passage[] = [];
  let seen = 0;

  function add({ path, contentHash, language, text, blocks }: HashedPage): void {
    for (const { kind, start, end } of blocks) {
      if (kind !== "paragraph" || end - start < shortest || end - start > longest) continue;
      seen += 1;
      const at = seen <= most ? sample.length : Math.floor(random() * seen);
      if (at < most) sample[at] = { page: { path, contentHash, language }, start, end, text: text.slice(start, end) };
    }
  }

  /** Passages with secrets or personal data are not sent. @param findSensitive not given where they may be. */
  async function write(findSensitive: FindSensitive | undefined, signal?: AbortSignal): Promise<ModelPairs> {
    const pairs: Pair[] = [];
    const flags = await findSensitive?.(sample.map(({ text, page }) => ({ text, language: page.language })));
    const clean = sample.filter((_, at) => (flags?.[at] ?? []).length === 0);
    let [refused, failures] = [0, 0];
    let failure: string | undefined;
    for (const [done, passage] of clean.entries()) {
      signal?.throwIfAborted();
      const { page, text, start, end } = passage;
      const place = { path: page.path, startOffset: start, endOffset: end };
      const written = await writeQuestions(model, { text, language: page.language, place }, signal);
      signal?.throwIfAborted();
      if (written.kind === "failed") {
        failures += 1;
        failure = written.failure.message;
        if (lasting.includes(written.failure.kind) || failures > clean.length / 2) break;
        continue;
      }
      refused += written.refused;
      for (const question of written.questions) pairs.push(pairOf(passage, question));
      onProgress?.(done + 1, clean.length);
    }
    return { pairs, refused, ...(failure === undefined ? {} : { failure }) };
  }

  return { add, write };
}

function pairOf(
  { page, start, text }: Passage,
  found: { readonly question: string; readonly explanation?: string } & TextRange,
): Pair {
  const { question, explanation } = found;
  return {
    input: question,
    output: text.slice(found.start, found.end),
    ...(explanation === undefined ? {} : { explanation }),
    kind: "model",
    language: page.language,
    provenance: {
      path: page.path,
      startOffset: start + found.start,
      endOffset: start + found.end,
      contentHash: page.contentHash,
    },
    confidence,
    flags: [],
    group: page.path,
  };
}
