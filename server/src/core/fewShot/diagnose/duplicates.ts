import { t } from "@vscode/l10n";
import type { ParsedShots } from "../document/parseShots.ts";
import type { Demonstration } from "../shotsDocument.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { CreateKnownTexts } from "./knownTexts.ts";

/** What a demonstration gives to the model: all fields but the last. */
export const inputOf = ({ fields }: Demonstration): string =>
  fields
    .slice(0, -1)
    .map(({ value }) => value)
    .join("\n");

/** For each demonstration that says the same as one before it: that one, the first such. */
function findDuplicates(
  demonstrations: readonly Demonstration[],
  createKnownTexts: CreateKnownTexts,
): ReadonlyMap<number, { readonly first: number; readonly kind: "exact" | "near" }> {
  const known = createKnownTexts();
  const places: number[] = [];
  const found = new Map<number, { readonly first: number; readonly kind: "exact" | "near" }>();
  for (const [at, demonstration] of demonstrations.entries()) {
    const input = inputOf(demonstration);
    if (input.trim() === "") continue;
    const same = known.find(input)[0];
    const first = same === undefined ? undefined : places[same.index];
    if (same !== undefined && first !== undefined) found.set(at, { first, kind: same.kind });
    else {
      known.add(input);
      places.push(at);
    }
  }
  return found;
}

/** Tells of demonstrations that ask the same as an earlier one. */
export function duplicates(parsed: ParsedShots, createKnownTexts: CreateKnownTexts): readonly Diagnosis[] {
  const { document, layout } = parsed;
  const found = findDuplicates(document.demonstrations, createKnownTexts);
  return [...found].flatMap(([at, { first, kind }]): readonly Diagnosis[] => {
    const range = layout.demonstrations[at]?.header;
    const other = layout.demonstrations[first]?.header;
    if (range === undefined || other === undefined) return [];
    const [here, there] = [at, first].map((index) => document.demonstrations[index]?.fields.at(-1)?.value.trim());
    const message = duplicateText(kind, here === there);
    const related = { range: other, message: t("The earlier demonstration.") };
    return [{ kind: kind === "exact" ? "duplicate" : "near-duplicate", severity: "warning", range, message, related }];
  });
}

function duplicateText(kind: "exact" | "near", agrees: boolean): string {
  if (kind === "exact")
    return agrees
      ? t("This demonstration repeats an earlier one: keep one of them.")
      : t("This demonstration repeats an earlier one, with another output: keep one of them.");
  return agrees
    ? t("This demonstration says nearly the same as an earlier one: keep one of them.")
    : t("This demonstration says nearly the same as an earlier one, with another output: keep one of them.");
}
