import { load } from "./load.ts";
import type { Peer } from "./peer.ts";

interface Field {
  readonly result: readonly number[];
}
interface FlexSearchModule {
  readonly Document: new (options: object) => {
    add(document: object): void;
    search(query: string, options: object): readonly (Field | { readonly id: number })[];
  };
  readonly Encoder: new (...options: readonly unknown[]) => unknown;
  readonly Charset: Readonly<Record<"LatinBalance" | "Normalize" | "CJK", unknown>>;
}

/** FlexSearch's own ranking: contextual scoring, its encoders and language presets, suggestions for partial matches. */
export const flexSearch: Peer = {
  name: "FlexSearch",
  library: "flexsearch",
  setting:
    "Document index, title and text, resolution 9, context { depth 2, resolution 3 }, suggest; Charset.Normalize with the presets en and fr, Charset.CJK for zh and ja",
  usesVectors: false,
  async open({ language }) {
    const { Document, Encoder, Charset } = await load<FlexSearchModule>("flexsearch");
    const preset = ["en", "fr", "de"].includes(language)
      ? [(await load<{ readonly default: unknown }>(`flexsearch/lang/${language}`)).default]
      : [];
    const charset = ["zh", "ja", "ko"].includes(language) ? Charset.CJK : Charset.Normalize;
    const index = new Document({
      tokenize: "strict",
      resolution: 9,
      context: { depth: 2, resolution: 3, bidirectional: true },
      encoder: new Encoder(charset, ...preset),
      rtl: ["ar", "he", "fa"].includes(language),
      document: { id: "id", index: ["title", "text"] },
    });
    const documents: string[] = [];
    return {
      add(texts) {
        for (const { id, title, text, document } of texts) {
          documents.push(document);
          index.add({ id, title, text });
        }
      },
      search: ({ text }, depth) =>
        index
          .search(text, { limit: depth, suggest: true, merge: true })
          .flatMap((found) => ("result" in found ? found.result : [found.id]))
          .map((id) => documents[id] ?? ""),
    };
  },
};
