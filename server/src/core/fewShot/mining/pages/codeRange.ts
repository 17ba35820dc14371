import type { Block, TextRange } from "../../../documents/document.ts";
import { trimRange } from "../../../documents/ranges.ts";

/** The code of a block, without the fence around it; undefined where there is none. */
export function codeRange(text: string, { start, end }: Extract<Block, { kind: "code" }>): TextRange | undefined {
  const source = text.slice(start, end);
  const fence = /^(`{3,}|~{3,})[^\r\n]*(?:\r\n?|\n|$)/u.exec(source);
  if (fence === null) return trimRange(text, start, end);
  const closing = /(?:\r\n?|\n)[ \t>]*(?:`{3,}|~{3,})[ \t]*$/u.exec(source.slice(fence[0].length - 1));
  const to = closing === null ? end : start + fence[0].length - 1 + closing.index;
  return to <= start + fence[0].length ? undefined : trimRange(text, start + fence[0].length, to);
}
