import { countLabels } from "../diagnose/imbalance.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import type { Demonstration } from "../shotsDocument.ts";

/**
 * The places of the demonstrations to be dropped so that every label that has any has as many as the rarest of them: of
 * a label's demonstrations the least sure ones go first, the last of equals.
 */
export function surplusDemonstrations(parsed: ParsedShots): readonly number[] {
  const counts = countLabels(parsed);
  const least = Math.min(...[...counts.values()].filter((count) => count > 0));
  const byLabel = new Map<string, number[]>();
  for (const [at, { fields }] of parsed.document.demonstrations.entries()) {
    const label = fields.at(-1)?.value;
    if (label === undefined || !counts.has(label)) continue;
    byLabel.set(label, [...(byLabel.get(label) ?? []), at]);
  }
  const sureness = (at: number): number => confidenceOf(parsed.document.demonstrations[at]);
  return [...byLabel.values()]
    .flatMap((places) => [...places].sort((a, b) => sureness(b) - sureness(a) || a - b).slice(least))
    .sort((a, b) => a - b);
}

/** The lowest confidence of its provenance lines; 1 where a person wrote it. */
function confidenceOf(demonstration: Demonstration | undefined): number {
  const lines = [
    ...(demonstration?.provenance ?? []),
    ...(demonstration?.fields.flatMap(({ provenance }) => provenance) ?? []),
  ];
  return Math.min(1, ...lines.map(({ confidence = 1 }) => confidence));
}
