import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import type { ExportedShotsView, ExportShotsParams } from "../../../../protocol/shotsMessages.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import { exportSourceOf } from "../../core/fewShot/export/exported.ts";
import { exportShots } from "../../core/fewShot/export/exportShots.ts";
import { failureFor } from "../failures.ts";

/** A document in another tool's format. @throws a `ResponseError` that says why where nothing can be exported. */
export function exportedShots({ text, title, format }: ExportShotsParams): ExportedShotsView {
  const { document, faults } = parseShots(text);
  const otherVersion = faults.find(({ kind }) => kind === "unknown-version");
  if (otherVersion !== undefined) throw failureFor(otherVersion.message);
  const found = exportSourceOf(document, title);
  if (found === undefined)
    throw failureFor(t("This document has no demonstration with an input and an output: there is nothing to export."));
  const { source, leftOut } = found;
  const exported = exportShots(source, format);
  const number = leftOut.length;
  return {
    ...exported,
    notes: [...(number > 0 ? [leftOutText(number)] : []), ...exported.notes],
  };
}

const leftOutText = (count: number): string =>
  plural(
    t,
    count,
    {
      one: "{0} demonstration was left out: the fields are not those of most.",
      other: "{0} demonstrations were left out: the fields are not those of most.",
    },
    count,
  );
