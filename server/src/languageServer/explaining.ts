import type { Explanation } from "../../../protocol/explanation.ts";
import type { ExplainParams } from "../../../protocol/serverMessages.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import { scopeIn } from "./mentioning.ts";
import { offsetAt } from "./views.ts";

/** Explains why a place was found, in the folder that it lies in. */
export function createExplaining({ folders, gate }: { readonly folders: Folders; readonly gate: BacklogGate }) {
  return {
    /** `null` where the question does not find the place now. @throws the signal's reason when it aborts. */
    async explain({ question, mentions = [], place }: ExplainParams, signal: AbortSignal): Promise<Explanation | null> {
      const end = gate.question();
      try {
        for (const { session, path } of folders.holding(place.uri)) {
          await session.settled();
          const found = await session.use(async (index) => {
            const { service, readText } = index;
            const lines = createLineIndex((await readText(path)) ?? "");
            const start = offsetAt(lines, place.range.start);
            const range = { path, start, end: offsetAt(lines, place.range.end) };
            const { scope } = scopeIn(index, mentions);
            const within = scope === undefined ? {} : { scope };
            return service.explain(question, range, { ...within, vectors: "question-first", signal });
          });
          if (found !== undefined) return found;
        }
        return null;
      } finally {
        end();
      }
    },
  };
}
