import type { EmbeddingTask, Urgency } from "../../core/ports.ts";

/** A text that waits to be embedded; `id` is unique among those that wait. */
export interface QueuedText {
  readonly id: number;
  readonly task: EmbeddingTask;
  /** "now" when not given; questions are always urgent. */
  readonly urgency?: Urgency | undefined;
}

/** Questions go first, then passages that someone waits for, then the backlog. */
export type Lane = "question" | "urgent" | "backlog";

const laneNames: readonly Lane[] = ["question", "urgent", "backlog"];

export const laneOf = ({ task, urgency }: QueuedText): Lane =>
  task === "question" ? "question" : urgency === "later" ? "backlog" : "urgent";

/** Texts in the order they came within their lane, and lane after lane. */
export interface TextQueue<T extends QueuedText> {
  push(item: T): void;
  /** Puts items back before all others of their lane, in the order given. */
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
  const lanes: Record<Lane, Map<number, T>> = { question: new Map(), urgent: new Map(), backlog: new Map() };
  const first = (): T | undefined => {
    for (const lane of laneNames) {
      const item = lanes[lane].values().next().value;
      if (item !== undefined) return item;
    }
    return undefined;
  };
  const remove = (id: number): T | undefined => {
    const item = lanes.question.get(id) ?? lanes.urgent.get(id) ?? lanes.backlog.get(id);
    if (item) lanes[laneOf(item)].delete(id);
    return item;
  };
  return {
    push: (item) => void lanes[laneOf(item)].set(item.id, item),
    putBack: (items) => {
      for (const lane of laneNames) {
        const front = items.filter((item) => laneOf(item) === lane).map((item) => [item.id, item] as const);
        if (front.length > 0) lanes[lane] = new Map([...front, ...lanes[lane]]);
      }
    },
    peek: first,
    shift: () => {
      const item = first();
      return item && remove(item.id);
    },
    remove,
    size: () => lanes.question.size + lanes.urgent.size + lanes.backlog.size,
  };
};
