import type { ModelOffer, ModelView } from "../../../protocol/modelMessages.ts";
import type { Texts } from "../texts.ts";

/** What a model is, in a line. */
export function describeModel(model: ModelView, texts: Texts["models"]): string {
  const { kind, bytes, licence, languages } = model;
  const parts = [
    kind === "bundled" ? texts.bundled : texts.installed,
    texts.size(bytes),
    kind === "bundled" ? texts.manyLanguages : languages === undefined ? "" : texts.languages(languages),
    licence,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** All that a person agrees to, a fact a line. */
export function describeOffer(offer: ModelOffer, texts: Texts["models"]): string {
  const { host, commit, bytes, licence, languages, folder, notes } = offer;
  return [
    texts.offer.from(host, commit.slice(0, 12)),
    texts.offer.size(bytes === undefined ? texts.notStated : texts.size(bytes)),
    texts.offer.licence(licence ?? texts.notStated),
    texts.offer.languages(languages === undefined ? texts.notStated : texts.languages(languages)),
    texts.offer.folder(folder),
    ...notes,
    texts.offer.check,
  ].join("\n");
}

/** Reads `owner/name`, perhaps with `@` and a revision; undefined where it is no such name. */
export function readModelName(given: string): { readonly name: string; readonly revision: string } | undefined {
  const read = /^([\w-][\w.-]*(?:\/[\w-][\w.-]*)?)(?:@([\w./-]+))?$/.exec(given.trim());
  return read?.[1] === undefined ? undefined : { name: read[1], revision: read[2] ?? "" };
}
