import { t } from "@vscode/l10n";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** A label with more than so many times the demonstrations of another pulls the answers to itself. */
const mostTimes = 2;

/** How many demonstrations each label has, in the order of the front matter; nothing where the output is free. */
export function countLabels({ document }: Pick<ParsedShots, "document">): ReadonlyMap<string, number> {
  const counts = new Map((document.frontMatter.labels ?? []).map((label) => [label, 0]));
  for (const { fields } of document.demonstrations) {
    const label = fields.at(-1)?.value;
    const count = label === undefined ? undefined : counts.get(label);
    if (label !== undefined && count !== undefined) counts.set(label, count + 1);
  }
  return counts;
}

/** Tells of labels without demonstrations, and of labels with far fewer than others. */
export function imbalance(parsed: ParsedShots): readonly Diagnosis[] {
  const counts = [...countLabels(parsed)];
  const keys = parsed.layout.frontMatter?.keys.find(({ name }) => name === "labels");
  const most = counts.reduce<readonly [string, number]>((best, entry) => (entry[1] > best[1] ? entry : best), ["", 0]);
  if (keys === undefined || most[1] === 0) return [];
  return counts.flatMap(([label, count], at): readonly Diagnosis[] => {
    const range = keys.items[at] ?? keys.key;
    if (count === 0) {
      const message = t("No demonstration has the label {0}: the model will hardly give it.", quoted(label));
      return [{ kind: "imbalance", severity: "warning", range, message }];
    }
    if (most[1] <= mostTimes * count) return [];
    const message = t(
      "The label {0} has {1} of the demonstrations, {2} has {3}: the model will lean to the latter.",
      quoted(label),
      count,
      quoted(most[0]),
      most[1],
    );
    return [{ kind: "imbalance", severity: "warning", range, message }];
  });
}
