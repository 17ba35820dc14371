import type { AlsoInExplanation, Explanation } from "../../../../protocol/explanation.ts";
import { isolate } from "../../../../protocol/isolate.ts";
import type { ExplanationFigures } from "./explain.ts";
import { correctionNotice } from "./query/notices.ts";

/** Scaled scores from which a leg counts as having found a passage by itself. */
const nearMeaning = 0.5;
const goodWords = 0.25;

/** One sentence that says by what a passage was found. */
export function explanationHeadline({ lexical, dense }: ExplanationFigures): string {
  const all = lexical.words.length;
  const held = lexical.words.filter(({ score }) => score > 0).length;
  const share = `${held} of ${all}`;
  if (all === 0 && dense === null) return "Listed because it passes what the query demands.";
  if (lexical.weight === 0) return "Found by its meaning.";
  if (dense === null) return `Found by its words (${share}).`;
  const near = dense.scaled >= nearMeaning;
  if (near && lexical.scaled >= goodWords && held > 0) return `Found by its words (${share}) and by its meaning.`;
  if (near && held > 0) return `Found by its meaning; few of the words that count stand in it (${share}).`;
  if (near) return "Found by its meaning alone; none of the question's words stands in it.";
  if (held > 0) return `Found by its words (${share}); other places are nearer in meaning.`;
  return "Nothing much speaks for it: none of the question's words stands in it, and its meaning is far.";
}

/** What else is worth knowing of a passage, one sentence each. */
export function explanationNotes({ lexical, dense, exact, filters, ...rest }: ExplanationFigures): readonly string[] {
  return [
    ...(exact === null ? [] : [exactNote(exact)]),
    ...(filters.length === 0 ? [] : [`It passes what the query demands: ${filters.map(isolate).join(" ")}.`]),
    ...rest.corrections.map(({ typed, taken }) =>
      correctionNotice({ typed: isolate(typed), taken: taken.map(isolate) }),
    ),
    ...(rest.language.foreign ? [foreignNote(rest.language)] : []),
    ...(dense === null && lexical.weight < 1
      ? ["It has no vector yet, so that its meaning could not be compared."]
      : []),
    ...(dense?.vector === "embedded now" ? ["Its vector was made for this question."] : []),
  ];
}

const exactReasons: Readonly<Record<string, string>> = {
  file: "the query is the name of its file",
  title: "the query is its title",
  heading: "the query is its heading",
  definition: "it defines what the query names",
  tag: "the query is one of its tags",
  mention: "it holds the very name that the query is",
};

const exactNote = (exact: string): string => `It stands before others because ${exactReasons[exact] ?? exact}.`;

function foreignNote({ passage, question }: ExplanationFigures["language"]): string {
  const own = question === null ? "another language" : languageName(question);
  return `It is in ${languageName(passage)} and the question in ${own}, so that the question's words were not expected in it.`;
}

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

const languageName = (code: string): string => (code === "" ? "an unknown language" : (languageNames.of(code) ?? code));

/** Places named in a note, at most. */
const placesNamed = 3;

const relationWords: Readonly<Record<AlsoInExplanation["relation"], string>> = {
  duplicate: "the same words",
  version: "another version",
  translation: "a translation",
};

/** Where else a result's text stands, which is listed once. */
export function foldedNote(places: Explanation["alsoIn"]): string {
  const named = places
    .slice(0, placesNamed)
    .map(({ path, line, relation }) => `${isolate(`${path}:${line}`)} (${relationWords[relation]})`);
  const more = places.length - named.length;
  return `Its text also stands in ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(", ")}; results list it once.`;
}
