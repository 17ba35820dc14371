import assert from "node:assert/strict";
import { test } from "node:test";
import { exportEndings, type ShotsExportFormat } from "../../../../protocol/shotsMessages.ts";
import { exportFormats } from "../../core/fewShot/export/exportShots.ts";
import { exportedShots } from "./exporting.ts";

const text = "---\nshots: 1\n---\n===\nq: Where?\na: Here.\n===\nq: When?\na: Now.\n===\nother: x\na: y\n";

test("the editor offers every format, and each is made; what is left out is told", () => {
  const offered = Object.keys(exportEndings) as ShotsExportFormat[];
  assert.deepEqual(offered.toSorted(), exportFormats.toSorted());
  for (const format of offered) {
    const { text: made, notes } = exportedShots({ text, title: "places", format });
    assert.match(made, /Where\?/u, format);
    assert.match(notes[0] ?? "", /^1 demonstration was left out/u);
  }
});

test("nothing is made of a document without demonstrations, or of another version", () => {
  const made = (of: string) => () => exportedShots({ text: of, title: "x", format: "text" });
  assert.throws(made("---\nshots: 1\n---\n"), /nothing to export/);
  assert.throws(made(text.replace("shots: 1", "shots: 9")), /9/);
});
