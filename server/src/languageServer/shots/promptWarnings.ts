import type { ShotsWarning } from "../../../../protocol/shotsBuilding.ts";
import type { BuiltShots } from "../../core/fewShot/buildShots.ts";
import type { CreateKnownTexts } from "../../core/fewShot/diagnose/knownTexts.ts";

/** What a person should know of a prompt before it is used. */
export function promptWarnings(
  { document: { frontMatter, demonstrations }, dropped, faults }: BuiltShots,
  {
    wanted,
    tokens,
    createKnownTexts,
  }: {
    /** Demonstrations that were asked for. */
    readonly wanted: number;
    /** Of the prompt with its input. */
    readonly tokens: number;
    readonly createKnownTexts: CreateKnownTexts;
  },
): readonly ShotsWarning[] {
  const { labels = [], budget = Infinity } = frontMatter;
  const found = demonstrations.length + dropped.length;
  const [label] = labels;
  const known = createKnownTexts();
  let nearDuplicates = 0;
  for (const { fields } of demonstrations) {
    const text = fields
      .slice(0, -1)
      .map(({ value }) => value)
      .join("\n");
    if (known.find(text).length > 0) nearDuplicates += 1;
    known.add(text);
  }
  return [
    ...(found < wanted ? [{ kind: "few", found, wanted } as const] : []),
    ...(labels.length === 1 && label !== undefined ? [{ kind: "oneLabel", label } as const] : []),
    ...(nearDuplicates > 0 ? [{ kind: "nearDuplicates", demonstrations: nearDuplicates } as const] : []),
    ...(tokens > budget ? [{ kind: "overBudget", tokens, budget } as const] : []),
    ...faults.map(({ demonstration, field = "" }) => ({
      ...{ kind: "brokenPeriod" as const, demonstration: demonstration + 1, field },
    })),
  ];
}
