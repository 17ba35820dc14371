import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import { namedValues } from "../templates/renderPrompt.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import { characterTask } from "./characterTask.ts";
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
  const why = "relation" in found ? `An output ${found.relation}` : `The task speaks of ${quoted(found.word)}`;
  const message = `${why}, and the model reads tokens, not letters or digits: ${example}. Write them apart, as in “c a t”, or have a program do it.`;
  return [{ kind: "hidden-characters", severity: "warning", range, message }];
}

/** A word or number with a token that holds more than one of its letters; undefined where every token is one. */
function hiddenIn(inputs: readonly string[], counter: TokenCounter): string | undefined {
  const words = inputs.flatMap((input) => input.match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [word] = words.toSorted((a, b) => b.length - a.length);
  if (word === undefined) return undefined;
  const pieces = counter.pieces?.(word);
  if (pieces === undefined) return `most models read ${quoted(word)} in a few pieces`;
  if (pieces.every((piece) => Array.from(piece.trim()).length <= 1)) return undefined;
  // A letter of several bytes may be broken between two tokens.
  const isWhole = pieces.every((piece) => !piece.includes("\uFFFD"));
  const shown = isWhole ? `: ${pieces.map((piece) => piece.trim()).join(" | ")}` : "";
  return `${quoted(word)} is ${pieces.length === 1 ? "one token" : `${pieces.length} tokens`}${pieces.length === 1 ? "" : shown} by ${counter.name}`;
}
