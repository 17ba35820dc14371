import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { diagnoseShots } from "../diagnose/diagnoseShots.ts";
import { createNearDuplicates } from "../duplicates/nearDuplicates.ts";
import { parseShots } from "../document/parseShots.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import { estimatedTokens } from "../tokens/tokenCounter.ts";
import { remediesFor } from "./remedies.ts";
import { applyEdits } from "./textEdit.ts";

const page = "# Page\n\nThe battery holds forty kilowatt hours.\n\nCharging takes eight hours from a wall box.\n";
const sources = {
  read: async (path: string) => (path === "a.md" ? { text: page, contentHash: "f".repeat(64) } : undefined),
  pathOf: () => undefined,
};
const findSensitive: FindSensitive = async (texts) => texts.map(({ text }) => (/\S@\S/u.test(text) ? ["email"] : []));
const ports = {
  clock: { now: () => performance.now(), sleep: async () => undefined },
  createKnownTexts: () => createNearDuplicates({ termsOf: (text) => text.toLowerCase().split(/\W+/u) }),
  findSensitive,
  counter: estimatedTokens,
  sources,
};

const judge = (text: string) => diagnoseShots(parseShots(text), ports);

/** Lines that make documents with something wrong in them, mostly. */
const line = fc.constantFrom(
  ...[
    "===",
    "=== a",
    "=== a",
    "q: The battery holds forty kilowatt hours.",
    "q: The battery holds fifty kilowatt hours.",
  ],
  ...[
    "q:",
    "| Charging takes eight hours",
    "| from a wall box.",
    "a: yes",
    "a: yess",
    "a: no",
    "a:",
    "mail: a@b.org",
    "# note",
  ],
  ...[
    "@ a.md 8-48 sha256:0123456789abcdef",
    "@ a.md 0-9999 sha256:0123456789abcdef flag:email",
    "@ gone.md 0-4 sha256:0123456789abcdef",
  ],
  ...["@ a.md", "@ %.md 0-1", "", " ", "?", "שאלה: איפה?", "q: \\u{}", "|", "---"],
);
const top = fc.constantFrom(
  "",
  "---\nshots: 1\n---\n",
  "---\nshots: 1\nlabels: [yes, no]\nbudget: 20\norder: similar-last\n---\n",
  '---\nshots: 1\ntemplate: { demonstration: "{q} {b}", separator: " " }\n---\n',
  "---\ntask: x\n---\n",
  "---\nshots: 1\n",
);
const text = fc
  .tuple(top, fc.array(line, { maxLength: 25 }), fc.constantFrom("\n", "\r\n"))
  .map(([start, lines, end]) => (start + lines.join("\n")).replaceAll("\n", end));

test("whatever is wrong, its remedies are edits of the text that do not touch each other, and change it", async () => {
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const judged = await judge(written);
      for (const finding of judged.findings) {
        for (const { title, edits } of await remediesFor(finding, { text: written, judged, findSensitive, sources })) {
          let end = -1;
          for (const { range } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
            assert.ok(end <= range.start && range.start <= range.end && range.end <= written.length, title);
            end = range.end;
          }
          assert.notEqual(applyEdits(written, edits), written, `${finding.kind}: ${title}`);
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** Those whose first remedy takes the finding itself away, and how many others there are of the kind does not rise. */
const mended = [
  ...["no-front-matter", "unclosed-front-matter", "no-version", "bad-provenance", "unknown-label", "source-moved"],
  ...["source-edited", "source-gone", "duplicate", "near-duplicate", "sensitive", "flagged"],
];

test("the first remedy of a finding takes it away", async () => {
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const judged = await judge(written);
      for (const finding of judged.findings.filter(({ kind }) => mended.includes(kind))) {
        const [first] = await remediesFor(finding, { text: written, judged, findSensitive, sources });
        if (first === undefined) continue;
        const after = await judge(applyEdits(written, first.edits));
        const count = ({ findings }: typeof judged): number =>
          findings.filter(({ kind }) => kind === finding.kind).length;
        assert.ok(count(after) < count(judged), `${finding.kind}: ${first.title}`);
      }
    }),
    { numRuns: 300 },
  );
});
