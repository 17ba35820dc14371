import type { ParsedShots } from "../document/parseShots.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { provenanceLines } from "./provenanceLines.ts";

/** Tells of demonstrations that were flagged when they were found, as holding an address or a key. */
export function flagged(parsed: ParsedShots): readonly Diagnosis[] {
  return provenanceLines(parsed).flatMap(({ provenance: { flags = [] }, range }): readonly Diagnosis[] => {
    if (flags.length === 0) return [];
    const message = `This demonstration was flagged (${flags.join(", ")}): mask what it must not give away, then take the flag off.`;
    return [{ kind: "flagged", severity: "warning", range, message }];
  });
}
