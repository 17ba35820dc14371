import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { inputOf } from "./duplicates.ts";
import type { TestSet } from "./testSet.ts";

/**
 * Tells of demonstrations that are among the test rows, where a measure would be worthless, of rows that cannot be read,
 * and of a test file that the front matter names and that is not there.
 */
export function testOverlap({ document, layout }: ParsedShots, test: TestSet | undefined): readonly Diagnosis[] {
  const key = layout.frontMatter?.keys.find(({ name }) => name === "test");
  const place = key?.value ?? key?.key;
  if (test === undefined) {
    const named = document.frontMatter.test;
    if (named === undefined || place === undefined) return [];
    const message = t("There is no file {0} that can be read, counted from this document's folder.", quoted(named));
    return [{ kind: "test-missing", severity: "warning", range: place, message }];
  }
  const found: Diagnosis[] = [];
  const [broken] = test.brokenLines;
  if (broken !== undefined) {
    const range = place ?? layout.frontMatter?.range ?? { start: 0, end: 0 };
    const count = test.brokenLines.length;
    const message = plural(
      t,
      count,
      {
        one: "{0} of the lines of {1} is no row with a text: line {2}.",
        other: "{0} of the lines of {1} are no rows with a text, the first of them line {2}.",
      },
      count,
      quoted(test.path),
      broken,
    );
    found.push({ kind: "test-missing", severity: "warning", range, message });
  }
  for (const [at, demonstration] of document.demonstrations.entries()) {
    const range = layout.demonstrations[at]?.header;
    const input = inputOf(demonstration);
    const row = range === undefined || input.trim() === "" ? undefined : test.find(input);
    if (range === undefined || row === undefined) continue;
    const message =
      row.kind === "exact"
        ? t(
            "This demonstration is line {0} of the test file {1}: leave it out, or what is measured there is worth nothing.",
            row.line,
            quoted(test.path),
          )
        : t(
            "This demonstration says nearly the same as line {0} of the test file {1}: leave it out, or what is measured there is worth nothing.",
            row.line,
            quoted(test.path),
          );
    found.push({ kind: "test-overlap", severity: "error", range, message });
  }
  return found;
}
