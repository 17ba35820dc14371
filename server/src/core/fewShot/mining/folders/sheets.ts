import type { MinedPair } from "../minedPair.ts";
import { questionForm } from "../pages/questionForm.ts";
import { stretchOf } from "../pages/stretch.ts";
import type { HashedPage } from "../readPage.ts";

/** What a sheet was read from, with its pair. */
export interface Sheet {
  readonly page: Pick<HashedPage, "path" | "contentHash" | "language">;
  readonly pair: MinedPair;
}

const leastAsking = 0.6;
const fewestSheets = 5;
const confidence = 0.6;

/**
 * Gathers pages that are one title with its text. Where most of those of a folder ask in their title, the others are
 * questions and answers too, only worded as topics: `Cookies: what the law says`.
 */
export function createSheets() {
  const folders = new Map<string, { asking: number; readonly topics: Sheet[] }>();
  return {
    add({ path, contentHash, language, text, blocks }: HashedPage): void {
      const [title, ...body] = blocks;
      if (title?.kind !== "heading" || body.some(({ kind }) => kind === "heading")) return;
      const answer = stretchOf(text, body);
      if (answer === undefined) return;
      const name = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      const folder = folders.get(name) ?? { asking: 0, topics: [] };
      folders.set(name, folder);
      if (questionForm(title.plain) === "marked") {
        folder.asking += 1;
        return;
      }
      const output = text.slice(answer.start, answer.end);
      const pair: MinedPair = {
        input: title.plain.trim(),
        output,
        kind: "heading",
        start: title.start,
        end: answer.end,
        confidence,
      };
      if (questionForm(title.plain) === undefined) folder.topics.push({ page: { path, contentHash, language }, pair });
    },
    pairs: (): readonly Sheet[] =>
      [...folders.values()].flatMap(({ asking, topics }) => {
        const sheets = asking + topics.length;
        return sheets >= fewestSheets && asking >= leastAsking * sheets ? topics : [];
      }),
  };
}
