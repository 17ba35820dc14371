import type { EmbeddingTask } from "../../core/ports.ts";

/** A text that waits to be embedded; `id` is unique among those that wait. */
export interface QueuedText {
  readonly id: number;
  readonly task: EmbeddingTask;
}

/** Texts in the order they came, every question before every passage. */
export interface TextQueue<T extends QueuedText> {
  push(item: T): void;
  /** Puts items back before all others of their task, in the order given. */
  putBack(items: readonly T[]): void;
  /** The next item, left where it is. */
  peek(): T | undefined;
  shift(): T | undefined;
  /** Takes an item out wherever it stands. */
  remove(id: number): T | undefined;
  size(): number;
}

/** Makes an empty queue; all operations but `putBack` take constant time, however long it is. */
export const createTextQueue = <T extends QueuedText>(): TextQueue<T> => {
  // A Map keeps the order of insertion and removes by key at once.
  const lanes = { question: new Map<number, T>(), passage: new Map<number, T>() };
  const first = (): T | undefined => lanes.question.values().next().value ?? lanes.passage.values().next().value;
  const remove = (id: number): T | undefined => {
    const item = lanes.question.get(id) ?? lanes.passage.get(id);
    if (item) lanes[item.task].delete(id);
    return item;
  };
  return {
    push: (item) => void lanes[item.task].set(item.id, item),
    putBack: (items) => {
      for (const task of ["question", "passage"] as const) {
        const front = items.filter((item) => item.task === task).map((item) => [item.id, item] as const);
        if (front.length > 0) lanes[task] = new Map([...front, ...lanes[task]]);
      }
    },
    peek: first,
    shift: () => {
      const item = first();
      return item && remove(item.id);
    },
    remove,
    size: () => lanes.question.size + lanes.passage.size,
  };
};
