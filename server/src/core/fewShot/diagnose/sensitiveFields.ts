import { t } from "@vscode/l10n";
import type { ParsedShots } from "../document/parseShots.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import type { Demonstration } from "../shotsDocument.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** A field that holds what should perhaps not be given away, and the kinds of that, as `email`. */
export interface SensitiveField {
  readonly demonstration: number;
  readonly field: number;
  readonly kinds: readonly string[];
}

/** Texts that are looked at without letting others through. */
const batch = 50;

/** Looks for secrets and personal data in the values of all fields; `pause` lets others through. */
export async function findSensitiveFields(
  { document }: ParsedShots,
  { findSensitive, pause }: { readonly findSensitive: FindSensitive; readonly pause: () => Promise<void> },
  signal?: AbortSignal,
): Promise<readonly SensitiveField[]> {
  const fields = document.demonstrations.flatMap((one, demonstration) =>
    one.fields.map(({ value }, field) => ({ demonstration, field, text: value, language: languageOf(one) })),
  );
  const found: SensitiveField[] = [];
  for (let at = 0; at < fields.length; at += batch) {
    signal?.throwIfAborted();
    if (at > 0) await pause();
    const some = fields.slice(at, at + batch);
    for (const [index, kinds] of (await findSensitive(some)).entries()) {
      const place = some[index];
      if (place === undefined || kinds.length === 0) continue;
      found.push({ demonstration: place.demonstration, field: place.field, kinds });
    }
  }
  return found;
}

/** The language of a demonstration as its provenance tells it; English where it does not. */
export const languageOf = ({ provenance, fields }: Demonstration): string =>
  [...provenance, ...fields.flatMap((field) => field.provenance)].find(({ language }) => language !== undefined)
    ?.language ?? "en";

/** Tells of fields that hold secrets or personal data. */
export const sensitiveFields = (parsed: ParsedShots, found: readonly SensitiveField[]): readonly Diagnosis[] =>
  found.flatMap(({ demonstration, field, kinds }): readonly Diagnosis[] => {
    const range = parsed.layout.demonstrations[demonstration]?.fields[field]?.value;
    if (range === undefined) return [];
    const message = t("This may give something away ({0}): mask it, or leave the demonstration out.", kinds.join(", "));
    return [{ kind: "sensitive", severity: "warning", range, message }];
  });
