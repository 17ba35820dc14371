import { t } from "@vscode/l10n";
import type { MinedKindView, MinedShotsView, ShotsSource } from "../../../protocol/shotsBuilding.ts";
import { plural } from "../../../protocol/translate.ts";
import { lineOf } from "./citationText.ts";
import { formatCount } from "./numbers.ts";

/** What a prompt is built from. */
export function sourceText(source: ShotsSource, locale: string): string {
  switch (source.kind) {
    case "file":
      return t("File {0}", source.path);
    case "folder":
      return t("Folder {0}", source.path);
    case "selection":
      return t("Selection in {0}, line {1}", source.place.path, formatCount(lineOf(source.place), locale));
    case "result":
      return t("Search result in {0}, line {1}", source.place.path, formatCount(lineOf(source.place), locale));
    case "answer":
      return t("Answer to “{0}”", source.answers[0]?.question ?? "");
    case "answers": {
      const { length } = source.answers;
      return plural(
        t,
        length,
        {
          one: "The one answer of this conversation",
          other: "All {0} answers of this conversation",
        },
        formatCount(length, locale),
      );
    }
  }
}

function kindName(kind: string): string {
  switch (kind) {
    case "faq":
      return t("Questions and answers");
    case "heading":
      return t("Questions as headings, with what follows");
    case "definition":
      return t("Terms and definitions");
    case "glossary":
      return t("Glossary entries");
    case "fence":
      return t("Inputs and outputs");
    case "command":
      return t("Commands and results");
    case "error":
      return t("Errors and fixes");
    case "changelog":
      return t("Before and after, in changelogs");
    case "translation":
      return t("Texts and translations");
    case "table":
      return t("Rows of tables");
    case "folder":
      return t("Texts by the folder they lie in");
    case "answer":
      return t("Questions of the chat, with passages and answers");
    default:
      return kind;
  }
}

const pairsText = (pairs: number, locale: string): string =>
  plural(t, pairs, { one: "{0} pair", other: "{0} pairs" }, formatCount(pairs, locale));

/** A kind of pairs with how many there are. */
export function kindText({ kind, pairs, labels: { length } }: MinedKindView, locale: string): string {
  const labels =
    length > 1 ? `, ${plural(t, length, { one: "{0} label", other: "{0} labels" }, formatCount(length, locale))}` : "";
  return `${kindName(kind)} (${pairsText(pairs, locale)}${labels})`;
}

export function allKindsText(all: readonly MinedKindView[], locale: string): string {
  const pairs = all.reduce((sum, one) => sum + one.pairs, 0);
  return `${t("All of them")} (${pairsText(pairs, locale)})`;
}

/** What is to be said of the pairs that were found, one sentence each. */
export function minedNotes({ flagged, widened }: MinedShotsView, locale: string): readonly string[] {
  return [
    ...(widened ? [t("The result itself holds no pair; these are of its whole page.")] : []),
    ...(flagged > 0
      ? [
          plural(
            t,
            flagged,
            {
              one: "{0} pair holds secrets or personal data and is left out.",
              other: "{0} pairs hold secrets or personal data and are left out.",
            },
            formatCount(flagged, locale),
          ),
        ]
      : []),
  ];
}

/** What a model is told to do with pairs of a kind; undefined stands for all kinds. */
export function defaultTask(kind: MinedKindView | undefined): string {
  if (kind !== undefined && kind.labels.length > 0)
    return t("Say which label the text has: {0}.", kind.labels.join(", "));
  switch (kind?.kind) {
    case "faq":
    case "heading":
      return t("Answer the question as the examples do.");
    case "answer":
      return t("Answer the question from the passages alone, as the examples do.");
    case "definition":
    case "glossary":
      return t("Define the term as the examples do.");
    case "translation":
      return t("Translate the text as the examples do.");
    default:
      return t("Write the output for the input as the examples do.");
  }
}
