import { shuffled } from "../../server/src/core/evaluation/bootstrap.ts";
import { plainForm } from "../../server/src/core/answering/verification/languageRules.ts";
import { readEvaluationSet, type EvaluationSet } from "../evaluationSet.ts";
import {
  capitalNames,
  createRandom,
  falsehoodKinds,
  falsify,
  quotation,
  type CorpusWords,
  type FalsehoodKind,
} from "./falsehoods.ts";
import { reword } from "./rewording.ts";
import { readDocuments, sentencesOf, type LabelledDocument, type PlacedSentence } from "./sentences.ts";

/** A sentence to be held against a passage. */
export interface Item {
  readonly language: string;
  readonly part: "dev" | "test";
  /** What it is: a true sentence ("verbatim", "quoted", "reworded"), a planted falsehood, or not about the passage. */
  readonly kind:
    | "verbatim"
    | "quoted"
    | "reworded"
    | FalsehoodKind
    | "otherPassage"
    | "halfForeign"
    | "claim"
    | "wrongClaim"
    | "across"
    | "acrossOther"
    | "acrossNumber";
  /** The rule that reworded it. */
  readonly rule?: string;
  readonly text: string;
  readonly source: { readonly text: string; readonly title: string; readonly language: string };
}

export const isTrueKind = (kind: Item["kind"]): boolean =>
  ["verbatim", "quoted", "reworded", "claim", "across"].includes(kind);

const asksForName =
  /^(?:מי|מיהו|מיהי|על ידי מי|ליד מי|עם מי|למי|את מי|איפה|היכן|באיזו עיר|באיזו מדינה|לאן|מאיפה|באיזה מקום)(?= )/u;

/** Hebrew names: what questions for persons and places are answered by, at most three words. */
function hebrewNames({ questions, answers }: EvaluationSet): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { id, text } of questions) {
    const answer = answers.get(id);
    if (answer?.answerable !== true || !asksForName.test(text)) continue;
    const [name = ""] = answer.answers;
    const isName = /^[\u05D0-\u05EA"'״׳ -]{3,30}$/u.test(name) && name.split(" ").length <= 3;
    if (isName) names.set(answer.document, [...(names.get(answer.document) ?? []), name]);
  }
  return names;
}

function corpusWords(
  documents: readonly LabelledDocument[],
  known: ReadonlyMap<string, readonly string[]>,
): CorpusWords {
  const names = new Map<number, string[]>();
  const small = new Set<string>();
  const words = new Set<string>();
  for (const { id, text } of documents) {
    for (const word of text.match(/(?<!\p{L})(?:\p{Ll}{4,}|[\u05D0-\u05EA]{4,})(?!\p{L})/gu) ?? []) {
      words.add(word);
      small.add(plainForm(word));
    }
    for (const name of known.get(id) ?? capitalNames(text)) {
      const count = name.split(" ").length;
      names.set(count, [...(names.get(count) ?? []), name]);
    }
  }
  const isSmall = (name: string): boolean =>
    /\p{Lu}/u.test(name) && name.split(" ").some((word) => small.has(plainForm(word)));
  return {
    names: new Map([...names].map(([count, list]) => [count, [...new Set(list)].filter((name) => !isSmall(name))])),
    words: [...words],
  };
}

/** All items of the sets under `root`, at most `limit` of a kind, language and part. */
export function makeItems(root: string, limit: number): readonly Item[] {
  const random = createRandom(20_260_101);
  const items: Item[] = [];
  for (const { set, documents } of readDocuments(root)) {
    const language = documents[0]?.language ?? "en";
    const known = language === "he" ? hebrewNames(set) : new Map<string, readonly string[]>();
    for (const part of ["dev", "test"] as const) {
      const own = documents.filter((document) => document.part === part);
      const corpus = corpusWords(own, known);
      const sentences = shuffled(sentencesOf(own), random);
      const counts = new Map<string, number>();
      const add = (
        kind: Item["kind"],
        text: string | undefined,
        source: LabelledDocument,
        rule?: string,
        most = limit,
      ): void => {
        const count = counts.get(kind) ?? 0;
        if (text === undefined || count >= most) return;
        counts.set(kind, count + 1);
        items.push({ language, part, kind, text, source, ...(rule === undefined ? {} : { rule }) });
      };
      for (const [place, sentence] of sentences.entries()) {
        const { document, text } = sentence;
        const reworded = reword(sentence, place);
        if (place % 2 === 0) add("verbatim", text, document, undefined, limit * 2);
        else if (reworded !== undefined) add("reworded", reworded.text, document, reworded.rule, limit * 2);
        const base = place % 2 === 1 && reworded !== undefined ? reworded.text : text;
        const names = known.get(document.id) ?? [];
        for (const kind of falsehoodKinds) add(kind, falsify(kind, base, document, corpus, names, random), document);
        const quoted = quotation(text, language, random);
        if (quoted !== undefined) add("quoted", quoted.wrap(quoted.quoted), document);
        const other = own[Math.floor(random() * own.length)];
        const neighbour = own.find((each) => each.group === document.group && each.id !== document.id) ?? other;
        // Help pages repeat sentences; what stands in the other passage too is no foreign sentence.
        if (neighbour !== undefined && neighbour.id !== document.id && !neighbour.text.includes(text.slice(0, 40)))
          add("otherPassage", text, neighbour);
        const foreign = sentences[(place + 17) % sentences.length];
        if (foreign !== undefined && foreign.document.group !== document.group)
          add("halfForeign", joined(sentence, foreign), document);
      }
    }
  }
  return [...items, ...acrossItems(root, limit), ...claimItems(root)];
}

const joined = (own: PlacedSentence, foreign: PlacedSentence): string =>
  `${own.text.replace(/[.!?…]["”»]?$/u, "")}; ${foreign.text}`;

/** SciFact's claims against the abstracts that they cite: labelled by people, in words of their own. */
function claimItems(root: string): readonly Item[] {
  const set = readEvaluationSet(root, "scifact-train");
  const documents = new Map(set.documents.map((document) => [document.id, document]));
  return set.questions.flatMap(({ id, text }): readonly Item[] => {
    const answer = set.answers.get(id);
    const document = answer === undefined ? undefined : documents.get(answer.document);
    if (answer === undefined || document === undefined) return [];
    const part = Number(answer.document) % 2 === 0 ? "dev" : "test";
    const kind = answer.label === "SUPPORT" ? "claim" : "wrongClaim";
    return [{ language: "en", part, kind, text, source: { ...document, language: "en" }, rule: answer.label ?? "" }];
  });
}

const acrossPairs = [
  ["en", "ru"],
  ["ru", "en"],
  ["es", "en"],
] as const;

/** Sentences of one language against the same paragraph in another, against its neighbour, and with a number changed. */
function acrossItems(root: string, limit: number): readonly Item[] {
  const random = createRandom(7);
  const documents = readDocuments(root).flatMap((each) => each.documents);
  const corpus: CorpusWords = { names: new Map(), words: [] };
  return acrossPairs.flatMap(([own, other]) => {
    const parallel = new Map(documents.filter(({ language }) => language === other).map((each) => [each.id, each]));
    const counts = new Map<string, number>();
    const sentences = shuffled(sentencesOf(documents.filter(({ language }) => language === own)), random);
    return sentences.flatMap(({ text, document }): readonly Item[] => {
      const twin = parallel.get(document.id);
      const neighbour = [...parallel.values()].find(({ group, id }) => group === document.group && id !== document.id);
      const { part } = document;
      const count = counts.get(part) ?? 0;
      if (twin === undefined || neighbour === undefined || count >= limit) return [];
      counts.set(part, count + 1);
      const shared = { language: `${own} over ${other}`, part };
      const changed = falsify("number", text, document, corpus, [], random);
      return [
        { ...shared, kind: "across", text, source: twin },
        { ...shared, kind: "acrossOther", text, source: neighbour },
        ...(changed === undefined ? [] : [{ ...shared, kind: "acrossNumber", text: changed, source: twin } as const]),
      ];
    });
  });
}
