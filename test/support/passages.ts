import type { FileRecord, PassageRecord, Workspace } from "../../server/src/core/ports.ts";
import { failure, success } from "../../server/src/core/result.ts";
import { createSentenceSplitter } from "../../server/src/core/language/sentences.ts";
import { createCiting, type Cite } from "../../server/src/core/answering/cite.ts";

/** A passage that is the whole of a file, which has its number for its id. */
export function testPassage(id: number, text: string, breadcrumb: readonly string[] = []): PassageRecord {
  const sentences = createSentenceSplitter()
    .split(text, "en")
    .flatMap(({ start, end }) => [start, end]);
  return {
    id,
    fileId: id,
    start: 0,
    end: text.length,
    startLine: 1,
    endLine: text.split("\n").length,
    language: "en",
    breadcrumb,
    text,
    plain: text,
    sentences: Uint32Array.from(sentences),
    vectorKey: String(id),
  };
}

/** Cites from the files of these passages; `changed` gives a file another text than its passage has. */
export function testCiting(passages: readonly PassageRecord[], changed: Readonly<Record<number, string>> = {}): Cite {
  const texts = new Map(passages.map(({ id, text }) => [`${id}.md`, changed[id] ?? text]));
  const workspace = {
    read: async (path: string) => {
      const text = texts.get(path);
      return text === undefined ? failure("unreadable", "It is gone.") : success(Buffer.from(text));
    },
  } satisfies Pick<Workspace, "read">;
  const fileOf = (id: number) => ({ id, path: `${id}.md`, contentHash: "0" }) as unknown as FileRecord;
  return createCiting(workspace as Workspace, fileOf);
}
