import { t } from "@vscode/l10n";
import type { ParsedShots } from "../document/parseShots.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { provenanceLines } from "./provenanceLines.ts";
import type { SensitiveField } from "./sensitiveFields.ts";

/** Tells of demonstrations that were flagged when they were mined, and in which nothing sensitive is found now. */
export function flagged(parsed: ParsedShots, sensitive: readonly SensitiveField[]): readonly Diagnosis[] {
  const told = new Set(sensitive.map(({ demonstration }) => demonstration));
  return provenanceLines(parsed).flatMap(({ provenance: { flags = [] }, range, demonstration }) => {
    if (flags.length === 0 || told.has(demonstration)) return [];
    const message = t(
      "This demonstration was flagged when it was found ({0}): look at it, and take the flags off if it gives nothing away.",
      flags.join(", "),
    );
    return [{ kind: "flagged", severity: "information", range, message }];
  });
}
