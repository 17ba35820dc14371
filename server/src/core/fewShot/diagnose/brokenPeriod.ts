import { t } from "@vscode/l10n";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import { checkPeriod } from "../templates/checkPeriod.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Tells of fields that hold what the template sets around them: a model would read another pattern than was meant. */
export function brokenPeriod({ document, layout }: ParsedShots): readonly Diagnosis[] {
  return checkPeriod(document).flatMap(({ demonstration, field, kind, found }): readonly Diagnosis[] => {
    // Fields that differ are told with the form of the document.
    if (kind === "fields") return [];
    const at = document.demonstrations[demonstration]?.fields.findIndex(({ name }) => name === field) ?? -1;
    const range = layout.demonstrations[demonstration]?.fields[at]?.value;
    if (range === undefined) return [];
    const shown = quoted(JSON.stringify(found).slice(1, -1));
    const message =
      kind === "separator"
        ? t(
            "This text holds {0}, which the template sets between two demonstrations: change the text, or the template.",
            shown,
          )
        : t("This text holds {0}, which the template sets around a field: change the text, or the template.", shown);
    return [{ kind: "broken-period", severity: "error", range, message }];
  });
}
