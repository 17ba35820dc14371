import { createSentenceSplitter } from "../../server/src/core/language/sentences.ts";
import { readEvaluationSet, type EvaluationSet } from "../evaluationSet.ts";

/** A sentence of a document as it stands there. */
export interface PlacedSentence {
  readonly language: string;
  readonly text: string;
  /** What comes after it in the same document. */
  readonly next: string | undefined;
  readonly document: LabelledDocument;
}

/** A document, and the part of the sets that it belongs to: nothing is fitted on "test". */
export interface LabelledDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  /** Documents of one title are about one thing. */
  readonly group: string;
  readonly part: "dev" | "test";
}

export const languages = ["en", "he", "ru", "es", "fr"] as const;

const setNames: Readonly<Record<(typeof languages)[number], string>> = {
  en: "xquad/en",
  es: "xquad/es",
  ru: "xquad/ru",
  he: "heq-he",
  fr: "cnil-fr",
};

/** By a sum over the group's name, so that parallel documents in several languages fall into one part. */
function partOf(group: string): "dev" | "test" {
  let sum = 7;
  for (const character of group) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % 2 === 0 ? "dev" : "test";
}

/** The set of each language, with its documents labelled. */
export function readDocuments(
  root: string,
): readonly { readonly set: EvaluationSet; readonly documents: readonly LabelledDocument[] }[] {
  return languages.map((language) => {
    const set = readEvaluationSet(root, setNames[language]);
    const documents = set.documents.map(({ id, title, text }): LabelledDocument => {
      const group = title === "" ? id : title;
      return { id, title, text, language, group, part: partOf(group) };
    });
    return { set, documents };
  });
}

const [fewestWords, mostWords] = [7, 45];
const splitter = createSentenceSplitter();

/** The whole sentences of documents that are neither very short nor very long. */
export function sentencesOf(documents: readonly LabelledDocument[]): readonly PlacedSentence[] {
  return documents.flatMap((document) => {
    const texts = splitter
      .split(document.text, document.language)
      .map(({ start, end }) => document.text.slice(start, end));
    return texts.flatMap((text, place) => {
      const count = text.split(/\s+/u).length;
      const isWhole = /[.!?…»”"]$/u.test(text) && count >= fewestWords && count <= mostWords && !text.includes("\n");
      return isWhole ? [{ language: document.language, text, next: texts[place + 1], document }] : [];
    });
  });
}
