import type { ComparedBy } from "../../../../protocol/shotsBuilding.ts";
import { embedInputs } from "../../core/fewShot/selection/embedInputs.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import type { Hash, QuantizedVector } from "../../core/ports.ts";
import type { FolderSession } from "../folderSession.ts";
import { settlesWithin } from "../settlesWithin.ts";

/** The vectors of mined pairs' inputs, made while the person chooses. */
export interface PairVectors {
  /** Begins to make those that are missing, and waits a moment for them; gives how far they are. */
  want(pairs: readonly Pair[]): Promise<ComparedBy>;
  /** By pair; none until all are there. */
  of(pairs: readonly Pair[]): readonly QuantizedVector[];
  /** Of an input to choose for; undefined where it cannot be made. */
  ofInput(text: string, signal: AbortSignal): Promise<QuantizedVector | undefined>;
  /** Ends what is under way. */
  stop(): void;
}

/** More pairs than this are compared by words: their vectors would take longer than a person waits. */
const mostEmbedded = 10_000;
/** Milliseconds that a preview waits for vectors: those of a page are there by then, and it need not be made twice. */
const patience = 400;
/** Texts embedded while the index is held open at once. */
const heldFor = 16;

export function createPairVectors(session: Pick<FolderSession, "use">, hash: Hash): PairVectors {
  const made = new Map<string, QuantizedVector>();
  let model: string | undefined;
  let round: { readonly stop: AbortController; readonly key: string; state: ComparedBy } | undefined;

  async function embed(
    texts: readonly string[],
    signal: AbortSignal,
    onDone: (done: number) => void,
  ): Promise<ComparedBy> {
    for (let from = 0; from < texts.length; from += heldFor) {
      const some = texts.slice(from, from + heldFor);
      const vectors = await session.use(async ({ models: { hasModel, serving }, store }) => {
        const { id } = serving.description;
        if (!hasModel || (model !== undefined && model !== id)) return undefined;
        model = id;
        const kept = { ...store.vectors, put: store.writable ? store.vectors.put : () => undefined };
        return embedInputs({ embedder: serving.embedder, vectors: kept, model: id, hash }, some, { signal });
      });
      if (vectors === undefined) return { kind: "words", reason: "noModel" };
      if (!vectors.ok) return { kind: "words", reason: "failed" };
      for (const [at, vector] of vectors.value.entries()) made.set(some[at] ?? "", vector);
      onDone(Math.min(texts.length, from + heldFor));
    }
    return { kind: "vectors" };
  }

  return {
    async want(pairs) {
      const texts = [...new Set(pairs.map(({ input }) => input))].filter((text) => !made.has(text));
      if (texts.length === 0) return { kind: "vectors" };
      if (pairs.length > mostEmbedded) return { kind: "words", reason: "tooMany" };
      const key = pairs.map(({ input }) => input).join("\n");
      // What failed is tried again: the index may have been opened meanwhile.
      if (round?.key === key && round.state.kind !== "words") return round.state;
      round?.stop.abort(new Error("Other pairs are wanted."));
      const total = texts.length;
      const own: NonNullable<typeof round> = {
        stop: new AbortController(),
        key,
        state: { kind: "making", done: 0, total },
      };
      round = own;
      const settled = embed(texts, own.stop.signal, (done) => (own.state = { kind: "making", done, total })).then(
        (state) => (own.state = state),
        () => (own.state = { kind: "words", reason: "failed" }),
      );
      await settlesWithin(settled, patience);
      return own.state;
    },
    of(pairs) {
      const vectors = pairs.flatMap(({ input }) => made.get(input) ?? []);
      return vectors.length === pairs.length ? vectors : [];
    },
    ofInput: (text, signal) =>
      session
        .use(async ({ models: { serving } }) =>
          serving.description.id === model ? serving.embedder.embed(text, "passage", signal) : undefined,
        )
        .then((vector) => (vector?.ok === true ? vector.value : undefined)),
    stop: () => round?.stop.abort(new Error("The pairs are not wanted any more.")),
  };
}
