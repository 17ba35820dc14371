import assert from "node:assert/strict";
import { test } from "node:test";
import { t } from "@vscode/l10n";
import fc from "fast-check";
import type { DoctorReport } from "./doctor.ts";
import { createDoctorMarkdown } from "./doctorMarkdown.ts";

const doctorMarkdown = createDoctorMarkdown(t);

const report: DoctorReport = {
  versions: { askDocs: "1.2.0", editor: "Code 1.105.0, on the desktop" },
  machine: {
    node: "24.9.0",
    electron: "37.2.3",
    system: "Linux 6.1 x64",
    processor: "Some CPU",
    processors: 2,
    memory: { bytes: 8e9, freeBytes: 3.2e9, usedBytes: 212e6 },
  },
  problems: [],
  model: {
    id: "e5-0123",
    dimensions: 384,
    runtime: { runtime: "native, in Node.js 24.9.0", reason: "It has not crashed.", crashes: 0 },
    speed: { firstQuestion: 1204.4, question: 6.94, passagesPerSecond: 12.34 },
  },
  folders: [
    {
      name: "handbook",
      state: "idle",
      index: {
        files: 43,
        passages: 191,
        embedded: 190,
        languages: { en: 30, he: 13 },
        failed: [{ kind: ".md", bytes: 20, reason: "It is not text." }],
        failedFiles: 1,
        store: { versions: [2, 1], indexBytes: 1.5e6, vectorBytes: 8e5, writer: "another process" },
        speed: { load: 86, keywords: 0.041 },
      },
    },
  ],
  settings: [{ name: "askDocs.maxFiles", value: "10" }],
  errors: ["1970-01-01T00:00:00.000Z error: It broke."],
};

test("a report is a list of facts in sections; what is not known is left out", () => {
  assert.equal(
    doctorMarkdown(report),
    `# Ask Docs: Doctor

For a bug report. It holds no text and no names of your documents; have a look before you send it all the same.

## Versions

- Ask Docs: 1.2.0
- Editor: Code 1.105.0, on the desktop
- Node.js: 24.9.0 in Electron 37.2.3
- System: Linux 6.1 x64
- Processors: 2 (Some CPU)
- Memory: 8.0 GB, 3.2 GB free; the process that searches uses 212.0 MB

## Model

- Model: e5-0123, 384 dimensions
- Files: all there, each with the SHA-256 that is expected
- Runtime: native, in Node.js 24.9.0. It has not crashed.
- Crashes that count: 0
- A question: 6.9 ms; the first one 1,204 ms
- Passages of 60 words: 12.3 a second

## Index of handbook

- State: idle
- Files: 43 (en 30, he 13)
- Passages: 191, 190 with vectors
- Files that could not be read: 1
  - .md, 20 bytes: It is not text.
- On disk: index 1.5 MB (version 2), vectors 0.8 MB (version 1)
- Written by: another process
- Read in at the start: 86 ms
- Keyword search: 0.04 ms
- Scan of all vectors: not measured

## Settings that differ from their defaults

- \`askDocs.maxFiles\`: 10

## Last warnings and errors

\`\`\`text
1970-01-01T00:00:00.000Z error: It broke.
\`\`\`
`,
  );
});

test("the least there can be is versions and what went wrong", () => {
  const { versions } = report;
  const least = { versions, problems: ["The server did not start."], folders: [], settings: [], errors: [] };
  assert.match(
    doctorMarkdown(least),
    /## Problems\n\n- The server did not start\.\n\n## Versions\n\n- Ask Docs: 1\.2\.0/u,
  );
});

test("no message makes a heading, a link, HTML or an end of the block of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("#", "`", "<", "[", "(", ")", "\n", " ", "a", "-") }), (message) => {
      const markdown = doctorMarkdown({ ...report, problems: [message], errors: [message.replaceAll("\n", " ")] });
      const [before = "", log = ""] = markdown.split("## Last warnings and errors");
      const headings = before.split("\n").filter((line) => /^(- )?#/u.test(line));
      assert.deepEqual(headings, [
        "# Ask Docs: Doctor",
        ...["Problems", "Versions", "Model", "Index of handbook", "Settings that differ from their defaults"].map(
          (title) => `## ${title}`,
        ),
      ]);
      const [, fence = "", text] = /^\s+(`+)text\n([^]*)\n\1\n$/u.exec(log) ?? [];
      assert.ok(fence !== "" && text?.includes(fence) === false);
      assert.doesNotMatch(before, /(?<!\\)[<[]/u);
    }),
  );
});
