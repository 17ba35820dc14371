import type { Embedder, PassageRecord, QuantizedVector, Store, Urgency } from "../ports.ts";
import type { Failure } from "../result.ts";
import type { FolderIndex } from "./folderIndex.ts";
import { embeddedText } from "./makePassages.ts";
import { createRecords } from "./records.ts";
import { createTextsSetAside } from "./textsSetAside.ts";

/** What came of embedding a list of passages. */
export interface EmbedReport {
  readonly embedded: number;
  /** Vectors that another folder, branch or version of a file had already made. */
  readonly reused: number;
  readonly failed: readonly { readonly passage: number; readonly failure: Failure }[];
}

/** Texts given to the embedder before its first answer: enough that it never waits, few enough to stop at once. */
const inFlight = 4;
/** Vectors written in one transaction. */
const vectorsPerWrite = 64;
/** Keys looked up in one go. */
const keysPerLookup = 5000;

/** Gives passages their vectors: from the store where it has them, else from the embedder. */
export function createEmbedBacklog(ports: {
  readonly index: Pick<FolderIndex, "idOf" | "pending" | "pendingKeyOf" | "setVector">;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly model: string;
}) {
  const { index, store, embedder, model } = ports;

  const recordsOf = createRecords(index, store);
  const setAside = createTextsSetAside({ vectors: store.vectors, embedder, model });

  const isWanted = (passage: number): boolean => {
    const key = index.pendingKeyOf(passage);
    return key !== undefined && !setAside.reasons.has(key);
  };

  /** Takes over every vector that the store has for passages that wait. */
  function reuse(): number {
    const before = index.pending().size;
    reuseKeys([...index.pending().keys()]);
    return before - index.pending().size;
  }

  function reuseKeys(keys: readonly string[]): void {
    for (let start = 0; start < keys.length; start += keysPerLookup) {
      for (const [key, vector] of store.vectors.get(model, keys.slice(start, start + keysPerLookup)))
        index.setVector(key, vector);
    }
  }

  /** Embeds the given passages that have no vector, in order, until done, `signal` aborts, or `until` says so. */
  async function embedPassages(
    passages: Iterable<number>,
    signal?: AbortSignal,
    onEmbedded?: (count: number) => void,
    urgency: Urgency = "now",
  ): Promise<Omit<EmbedReport, "reused">> {
    const unwritten: (readonly [string, QuantizedVector])[] = [];
    const failed: { passage: number; failure: Failure }[] = [];
    const failedKeys: (readonly [string, Failure])[] = [];
    let embedded = 0;

    const flush = (): void => {
      if (unwritten.length > 0) store.vectors.put(model, unwritten.splice(0));
    };

    async function embedOne(passage: number, record: PassageRecord): Promise<void> {
      const result = await embedder.embed(embeddedText(record.breadcrumb, record.plain), "passage", signal, urgency);
      if (!result.ok) {
        if (result.failure.code === "cancelled") return;
        failed.push({ passage, failure: result.failure });
        failedKeys.push([record.vectorKey, result.failure]);
        return;
      }
      index.setVector(record.vectorKey, result.value);
      unwritten.push([record.vectorKey, result.value]);
      embedded += 1;
      if (unwritten.length >= vectorsPerWrite) flush();
      onEmbedded?.(embedded);
    }

    const running = new Set<Promise<void>>();
    try {
      for (const batch of batches(passages, 64)) {
        const before = { embedded, failed: failed.length };
        for (const [passage, record] of recordsOf(batch.filter(isWanted))) {
          if (signal?.aborted === true) break;
          const task = embedOne(passage, record).finally(() => running.delete(task));
          running.add(task);
          if (running.size >= inFlight) await Promise.race(running);
        }
        if (signal?.aborted === true || failed.some(({ failure }) => isHopeless(failure))) break;
        // Nothing but failures: the model is down, and thousands of passages would fail in one go.
        if (embedded === before.embedded && failed.length > before.failed) break;
      }
      await Promise.all(running);
    } finally {
      flush();
    }
    await setAside.add(failedKeys, embedded > 0);
    return { embedded, failed };
  }

  return {
    reuse,
    /** Takes over the stored vectors of these passages alone. */
    reuseFor: (passages: Iterable<number>): void =>
      reuseKeys([...passages].flatMap((passage) => index.pendingKeyOf(passage) ?? [])),
    embedPassages,
    /** Why texts are not given to the model any more, by key. */
    setAside: setAside.reasons,
    /** Embeds everything that waits, behind all that is urgent, one passage for each distinct text. */
    async embedAll(signal?: AbortSignal, onEmbedded?: (count: number) => void): Promise<EmbedReport> {
      const reused = reuse();
      const first = [...index.pending().values()].flatMap((passages) => passages.slice(0, 1));
      return { ...(await embedPassages(first, signal, onEmbedded, "later")), reused };
    },
  };
}

export type EmbedBacklog = ReturnType<typeof createEmbedBacklog>;

/** Whether no further text can be embedded either. */
const isHopeless = ({ code }: Failure): boolean => code === "model-missing" || code === "model-damaged";

function* batches(passages: Iterable<number>, size: number): Generator<readonly number[]> {
  let batch: number[] = [];
  for (const passage of passages) {
    batch.push(passage);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
