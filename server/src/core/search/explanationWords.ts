import { t } from "@vscode/l10n";
import { languageOf } from "../../../../protocol/translate.ts";
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
  if (all === 0 && dense === null) return t("Listed because it passes what the query demands.");
  if (lexical.weight === 0) return t("Found by its meaning.");
  if (dense === null) return t("Found by its words ({0} of {1}).", held, all);
  const near = dense.scaled >= nearMeaning;
  if (near && lexical.scaled >= goodWords && held > 0)
    return t("Found by its words ({0} of {1}) and by its meaning.", held, all);
  if (near && held > 0)
    return t("Found by its meaning; few of the words that count stand in it ({0} of {1}).", held, all);
  if (near) return t("Found by its meaning alone; none of the question's words stands in it.");
  if (held > 0) return t("Found by its words ({0} of {1}); other places are nearer in meaning.", held, all);
  return t("Nothing much speaks for it: none of the question's words stands in it, and its meaning is far.");
}

/** What else is worth knowing of a passage, one sentence each. */
export function explanationNotes({ lexical, dense, exact, filters, ...rest }: ExplanationFigures): readonly string[] {
  return [
    ...(exact === null ? [] : [exactNote(exact)]),
    ...(filters.length === 0 ? [] : [t("It passes what the query demands: {0}.", filters.map(isolate).join(" "))]),
    ...rest.corrections.map(({ typed, taken }) =>
      correctionNotice({ typed: isolate(typed), taken: taken.map(isolate) }),
    ),
    ...(rest.language.foreign ? [foreignNote(rest.language)] : []),
    ...(dense === null && lexical.weight < 1
      ? [t("It has no vector yet, so that its meaning could not be compared.")]
      : []),
    ...(dense?.vector === "embedded now" ? [t("Its vector was made for this question.")] : []),
  ];
}

function exactNote(exact: string): string {
  switch (exact) {
    case "file":
      return t("It stands before others because the query is the name of its file.");
    case "title":
      return t("It stands before others because the query is its title.");
    case "heading":
      return t("It stands before others because the query is its heading.");
    case "definition":
      return t("It stands before others because it defines what the query names.");
    case "tag":
      return t("It stands before others because the query is one of its tags.");
    case "mention":
      return t("It stands before others because it holds the very name that the query is.");
    default:
      return t("It stands before others because of this: {0}.", exact);
  }
}

function foreignNote({ passage, question }: ExplanationFigures["language"]): string {
  return question === null
    ? t(
        "It is in {0} and the question in another language, so that the question's words were not expected in it.",
        languageName(passage),
      )
    : t(
        "It is in {0} and the question in {1}, so that the question's words were not expected in it.",
        languageName(passage),
        languageName(question),
      );
}

const languageName = (code: string): string =>
  code === ""
    ? t("an unknown language")
    : (new Intl.DisplayNames([languageOf(t)], { type: "language" }).of(code) ?? code);

/** Places named in a note, at most. */
const placesNamed = 3;

function relationWords(relation: AlsoInExplanation["relation"]): string {
  switch (relation) {
    case "duplicate":
      return t("the same words");
    case "version":
      return t("another version");
    case "translation":
      return t("a translation");
  }
}

/** Where else a result's text stands, which is listed once. */
export function foldedNote(places: Explanation["alsoIn"]): string {
  const named = places
    .slice(0, placesNamed)
    .map(({ path, line, relation }) => `${isolate(`${path}:${line}`)} (${relationWords(relation)})`);
  const more = places.length - named.length;
  const listed = [...named, ...(more > 0 ? [t("{0} more", more)] : [])].join(", ");
  return t("Its text also stands in {0}; results list it once.", listed);
}
