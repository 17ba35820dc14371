/** Conversations that are kept in a workspace, and bytes of all of them. */
export const mostConversations = 200;
const mostBytes = 100_000_000;

/** A stored conversation, as far as its room matters. */
export interface StoredSize {
  readonly id: string;
  readonly pinned: boolean;
  readonly usedAt: number;
  readonly bytes: number;
}

/**
 * The conversations that make room: those used longest ago that are not pinned, until there are no more than `most` of
 * them with no more than `bytes`. @param inUse ids of those that are not dropped either.
 */
export function toDrop(
  stored: readonly StoredSize[],
  inUse: ReadonlySet<string>,
  most = mostConversations,
  bytes = mostBytes,
): readonly string[] {
  let [count, size] = [stored.length, stored.reduce((sum, one) => sum + one.bytes, 0)];
  const dropped: string[] = [];
  for (const one of [...stored].sort((a, b) => a.usedAt - b.usedAt)) {
    if (count <= most && size <= bytes) break;
    if (one.pinned || inUse.has(one.id)) continue;
    dropped.push(one.id);
    count -= 1;
    size -= one.bytes;
  }
  return dropped;
}
