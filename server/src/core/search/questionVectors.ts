import type { Embedder, QuantizedVector } from "../ports.ts";
import type { Result } from "../result.ts";

/** Questions remembered: an answer that is refined, or a question searched in several ways, is embedded once. */
const remembered = 16;

/** Embeds questions, and remembers the latest. A failure is not remembered. */
export function createQuestionVectors(embedder: Embedder) {
  const known = new Map<string, QuantizedVector>();
  return async function embedQuestion(question: string, signal?: AbortSignal): Promise<Result<QuantizedVector>> {
    const before = known.get(question);
    if (before !== undefined) return { ok: true, value: before };
    const embedded = await embedder.embed(question, "question", signal);
    if (!embedded.ok) return embedded;
    known.set(question, embedded.value);
    for (const oldest of known.keys()) {
      if (known.size <= remembered) break;
      known.delete(oldest);
    }
    return embedded;
  };
}
