/** FNV-1a of a text's UTF-16 code units, 32 bits (Fowler, Noll and Vo): quick, the same on every machine, not for secrets. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
