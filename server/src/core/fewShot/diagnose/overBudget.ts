import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import type { Demonstration, ShotsDocument } from "../shotsDocument.ts";
import { promptText, renderPrompt } from "../templates/renderPrompt.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** The tokens of a document's prompt, without an input. */
export const tokensOf = (document: ShotsDocument, counter: TokenCounter): number =>
  counter.count(promptText(renderPrompt(document)));

/** The tokens of one of its demonstrations, written out by its template. */
export function tokensOfDemonstration(
  { frontMatter: { task: _task, ...frontMatter } }: ShotsDocument,
  demonstration: Demonstration,
  counter: TokenCounter,
): number {
  return tokensOf({ frontMatter, demonstrations: [demonstration] }, counter);
}

/** Tells of a prompt that takes more tokens than its budget, and of demonstrations that do so by themselves. */
export function overBudget({ document, layout }: ParsedShots, counter: TokenCounter): readonly Diagnosis[] {
  const { budget } = document.frontMatter;
  const range = layout.frontMatter?.keys.find(({ name }) => name === "budget")?.value;
  if (budget === undefined || range === undefined) return [];
  const tokens = tokensOf(document, counter);
  if (tokens <= budget) return [];
  const message = plural(
    t,
    tokens,
    {
      one: "The prompt takes {0} token of a budget of {1}, counted by {2}: drop demonstrations, or raise it.",
      other: "The prompt takes {0} tokens of a budget of {1}, counted by {2}: drop demonstrations, or raise it.",
    },
    tokens,
    budget,
    counter.name,
  );
  const found: Diagnosis[] = [{ kind: "over-budget", severity: "warning", range, message }];
  for (const [at, demonstration] of document.demonstrations.entries()) {
    const own = tokensOfDemonstration(document, demonstration, counter);
    const header = layout.demonstrations[at]?.header;
    if (own <= budget || header === undefined) continue;
    const alone = plural(
      t,
      own,
      {
        one: "This demonstration alone takes {0} token of a budget of {1}, counted by {2}: drop or shorten it.",
        other: "This demonstration alone takes {0} tokens of a budget of {1}, counted by {2}: drop or shorten it.",
      },
      own,
      budget,
      counter.name,
    );
    found.push({ kind: "over-budget", severity: "error", range: header, message: alone });
  }
  return found;
}
