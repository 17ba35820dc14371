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
    const message = `There is no file ${quoted(named)} that can be read, counted from this document's folder.`;
    return [{ kind: "test-missing", severity: "warning", range: place, message }];
  }
  const found: Diagnosis[] = [];
  const [broken] = test.brokenLines;
  if (broken !== undefined) {
    const range = place ?? layout.frontMatter?.range ?? { start: 0, end: 0 };
    const message = `${test.brokenLines.length} of the lines of ${quoted(test.path)} are no rows with a text, the first of them line ${broken}.`;
    found.push({ kind: "test-missing", severity: "warning", range, message });
  }
  for (const [at, demonstration] of document.demonstrations.entries()) {
    const range = layout.demonstrations[at]?.header;
    const input = inputOf(demonstration);
    const row = range === undefined || input.trim() === "" ? undefined : test.find(input);
    if (range === undefined || row === undefined) continue;
    const how = row.kind === "exact" ? "is" : "says nearly the same as";
    const message = `This demonstration ${how} line ${row.line} of the test file ${quoted(test.path)}: leave it out, or what is measured there is worth nothing.`;
    found.push({ kind: "test-overlap", severity: "error", range, message });
  }
  return found;
}
