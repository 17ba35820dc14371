/**
 * Tells of each thing no more than once a frame, by its id, the last that is known of it: an answer that grows faster than
 * it can be drawn is drawn as it is by then.
 */
export function oncePerFrame<T extends { readonly id: string }>(
  nextFrame: (then: () => void) => void,
  tell: (latest: T) => void,
): (given: T) => void {
  const waiting = new Map<string, T>();
  return (given) => {
    const isDue = waiting.size > 0;
    waiting.set(given.id, given);
    if (!isDue)
      nextFrame(() => {
        const due = [...waiting.values()];
        waiting.clear();
        for (const each of due) tell(each);
      });
  };
}
