import assert from "node:assert/strict";
import fc from "fast-check";
import type { ShotsDocument, ShotsProvenance } from "../../server/src/core/fewShot/shotsDocument.ts";
import { exportSourceOf, type Exported } from "../../server/src/core/fewShot/export/exported.ts";
import { exportShots, type ExportFormat } from "../../server/src/core/fewShot/export/exportShots.ts";

const pieces = [
  '"',
  "'",
  '"""',
  "\\",
  "\\n",
  "\\u202e",
  "{",
  "}",
  "{{ x }}",
  "{% raw %}",
  "{# c #}",
  "{text}",
  "$",
  "${1:a}",
  "$0",
  "\n",
  "\n\n",
  "\t",
  "```",
  "````",
  "---",
  "--> <!--",
  "# ",
  ": ",
  "- a",
  "file://x",
  "STOP",
  "STOPP",
  "no",
  "1.0",
  "שלום",
  "\u202e",
  "\u2066",
  "\u2028",
  "\u0000",
  "\u0085",
  "\ud83d\ude00",
  "é",
  " ",
  "a",
];

/** Texts of what one format or another gives a meaning to, and any other. */
export const hostileText = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((all) => all.join("")),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  )
  .map((text) => text.replaceAll("\r", ""));

/** A classification of these inputs and outputs. */
export const documentOf = (rows: readonly (readonly [string, string])[]): ShotsDocument => ({
  frontMatter: { shots: 1, task: "Say what it is." },
  demonstrations: rows.map(([text, label]) => ({
    provenance: [],
    fields: [
      { name: "text", value: text, provenance: [] },
      { name: "label", value: label, provenance: [] },
    ],
  })),
});

const place = (path: string): ShotsProvenance => ({
  path,
  startOffset: 4,
  endOffset: 9,
  contentHash: "9f2c4e07a1b85d36",
  language: "he",
});

/** What is hard in every format at once. */
export const hostileDocument: ShotsDocument = {
  frontMatter: {
    shots: 1,
    task: "Say “what” <kind> it is:\n{x} “${y}” ---",
    labels: ['a"b', "{c}"],
    template: "completion",
  },
  demonstrations: [
    {
      name: "first --> {{ one }}",
      provenance: [place("my m--ails.md")],
      fields: [
        { name: "text", value: 'He said: "{hello}" \\ ${HOME} \u202eשלום', provenance: [place("\u202eפניות.md")] },
        { name: "label", value: 'a"b', provenance: [] },
      ],
    },
    {
      provenance: [],
      fields: [
        { name: "text", value: "Two\nlines ```", provenance: [] },
        { name: "label", value: "{c}", provenance: [] },
      ],
    },
  ],
};

export function exported(document: ShotsDocument, format: ExportFormat): Exported {
  const found = exportSourceOf(document, "my mails (2)");
  assert.ok(found !== undefined);
  return exportShots(found.source, format);
}
