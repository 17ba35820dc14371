import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import { namedValues } from "../templates/renderPrompt.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import { characterTask, type Relation } from "./characterTask.ts";
import type { Diagnosis } from "./diagnosis.ts";

/**
 * Warns where a task turns on letters or digits that the model does not see: it reads tokens, most of which hold several
 * (Edman and others, "CUTE: Measuring LLMs' Understanding of Their Tokens", EMNLP 2024).
 */
export function hiddenCharacters({ document, layout }: ParsedShots, counter: TokenCounter): readonly Diagnosis[] {
  const { task } = document.frontMatter;
  const shown = document.demonstrations.map((demonstration) => {
    const values = namedValues(demonstration).map(({ value }) => value);
    return { given: values.slice(0, -1).join("\n"), output: values.at(-1) ?? "" };
  });
  const found = characterTask(task, shown);
  const keys = layout.frontMatter?.keys ?? [];
  const range = keys.find(({ name }) => name === "task")?.value ?? keys[0]?.key ?? layout.demonstrations[0]?.header;
  if (found === undefined || range === undefined) return [];
  const example = hiddenIn(
    shown.map(({ given }) => given),
    counter,
  );
  if (example === undefined) return [];
  const why = "relation" in found ? relationText(found.relation) : t("The task speaks of {0}", quoted(found.word));
  const message = t(
    "{0}, and the model reads tokens, not letters or digits: {1}. Write them apart, as in “c a t”, or have a program do it.",
    why,
    example,
  );
  return [{ kind: "hidden-characters", severity: "warning", range, message }];
}

/** A word or number with a token that holds more than one of its letters; undefined where every token is one. */
function hiddenIn(inputs: readonly string[], counter: TokenCounter): string | undefined {
  const words = inputs.flatMap((input) => input.match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [word] = words.toSorted((a, b) => b.length - a.length);
  if (word === undefined) return undefined;
  const pieces = counter.pieces?.(word);
  if (pieces === undefined) return t("most models read {0} in a few pieces", quoted(word));
  if (pieces.every((piece) => Array.from(piece.trim()).length <= 1)) return undefined;
  // A letter of several bytes may be broken between two tokens.
  const isWhole = pieces.every((piece) => !piece.includes("\uFFFD"));
  const shown = pieces.map((piece) => piece.trim()).join(" | ");
  if (!isWhole || pieces.length === 1)
    return plural(
      t,
      pieces.length,
      { one: "{0} is {1} token by {2}", other: "{0} is {1} tokens by {2}" },
      quoted(word),
      pieces.length,
      counter.name,
    );
  return plural(
    t,
    pieces.length,
    { one: "{0} is {1} token: {3} by {2}", other: "{0} is {1} tokens: {3} by {2}" },
    quoted(word),
    pieces.length,
    counter.name,
    shown,
  );
}

function relationText(relation: Relation): string {
  switch (relation) {
    case "backwards":
      return t("An output is its input backwards");
    case "letter-count":
      return t("An output counts the letters of its input");
    case "one-letter-count":
      return t("An output counts one letter of its input");
    case "anagram":
      return t("An output has the letters of its input in another order");
    case "spelling":
      return t("An output spells its input");
    case "first-letters":
      return t("An output is made of the first letters of its input");
    case "last-letters":
      return t("An output is made of the last letters of its input");
    case "part-of-word":
      return t("An output is a part of a word of its input");
    case "part-of-number":
      return t("An output is a part of a number of its input");
    case "digit-sum":
      return t("An output is the sum of the digits of its input");
  }
}
