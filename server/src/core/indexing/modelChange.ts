import type { Embedder, ModelDescription, Store } from "../ports.ts";
import { createEmbedBacklog, type EmbedReport } from "./embedBacklog.ts";
import { createPendingVectors } from "./pendingVectors.ts";

/**
 * Share of a folder's texts that may be without a vector when another model begins to answer: a passage that it cannot
 * embed must not hold it up for good, and a few are embedded with the question that wants them.
 */
const openShare = 0.05;

/** A folder's way to another model, while its index goes on with the present one. */
export interface ModelChange {
  readonly model: ModelDescription;
  /** Distinct texts of the folder, and those that have a vector of the model. */
  readonly texts: number;
  readonly embedded: number;
  /** Whether the model's vectors are good enough for it to answer. */
  isReady(): boolean;
  /** Gives every text that the folder has by now a vector of the model, in the store alone. */
  embedAll(signal?: AbortSignal, onEmbedded?: (count: number) => void): Promise<EmbedReport>;
}

/** Looks up what the store has of the model; nothing is embedded until it is asked for. */
export function createModelChange(ports: {
  readonly store: Store;
  readonly embedder: Embedder;
  readonly model: ModelDescription;
}): ModelChange {
  const { store, embedder, model } = ports;
  let pending = createPendingVectors(() => 0);
  let texts = 0;

  /** Counts anew: pages may have come and gone. */
  function look(): void {
    pending = createPendingVectors(() => 0);
    const ids = store.vectorKeys();
    for (const key of store.vectors.missing(model.id, [...ids.keys()])) pending.add(ids.get(key) ?? -1, 0, key);
    texts = ids.size;
  }

  const backlog = createEmbedBacklog({
    store,
    embedder,
    model: model.id,
    index: {
      idOf: (passage) => passage,
      pending: () => pending.byKey(),
      pendingKeyOf: (passage) => pending.keyOf(passage),
      setVector: (key) => void pending.take(key),
    },
  });

  look();
  return {
    model,
    get texts() {
      return texts;
    },
    get embedded() {
      return texts - pending.size;
    },
    isReady: () => pending.size <= openShare * texts,
    async embedAll(signal, onEmbedded) {
      look();
      return backlog.embedAll(signal, onEmbedded);
    },
  };
}
