import type { AnswerView, CitationView, FreshnessView, IndexStatus, Support } from "../../protocol/views.ts";

/** Statuses, citations and answers as the extension would send them. */

const freshness: FreshnessView = { files: 43, current: 43, pending: 2, failed: 0, ageSeconds: 4 };

export const ready: IndexStatus = {
  activity: "ready",
  files: 43,
  read: 0,
  toRead: 0,
  passages: 412,
  embedded: 412,
  embeddedFiles: 43,
  failedFiles: 0,
  bytesOnDisk: 1_200_000,
  model: "multilingual-e5-small",
  folders: ["handbook"],
  trusted: true,
};

export function cite(
  n: number,
  path: string,
  line: number,
  quote: string,
  more: Partial<CitationView> = {},
): CitationView {
  const range = { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: quote.length } };
  return {
    n,
    place: { uri: `file:///handbook/${path}`, path, range },
    quote,
    before: "",
    after: "",
    breadcrumb: [],
    contentHash: "0".repeat(64),
    unsaved: false,
    language: "en",
    ...more,
  };
}

export function answer(
  question: string,
  sentences: readonly (readonly [text: string, citations: readonly number[], support?: Support])[],
  citations: readonly CitationView[],
  more: Partial<AnswerView> = {},
): AnswerView {
  return {
    question,
    sentences: sentences.map(([text, numbers, support]) => ({
      text,
      citations: numbers,
      support: support ?? "supported",
    })),
    citations,
    abstained: false,
    confidence: 0.946,
    nearest: [],
    freshness,
    model: null,
    notices: [],
    ...more,
  };
}

const keptWords =
  "Backups are kept for 35 days, counted from the moment the snapshot finishes, and are then deleted automatically.";

const backups = cite(1, "en/backups.md", 19, keptWords, {
  before: "A snapshot is taken every night at two.",
  after: "Nobody needs to do anything for this.",
  breadcrumb: ["Backups", "How long we keep them"],
});

/** An answer by quotation from two places, one of them a row of a table. */
export const english = answer(
  "How long are backups kept?",
  [
    [keptWords, [1]],
    ["| `retentionDays` | integer | 35 | How long a snapshot is kept |", [2]],
  ],
  [
    backups,
    cite(2, "reference/configuration.md", 31, "| `retentionDays` | integer | 35 | How long a snapshot is kept |", {
      breadcrumb: ["Configuration", "Storage", "Retention of snapshots and other things kept for a while"],
      unsaved: true,
    }),
  ],
);

/** What a model wrote, with every kind of support. */
export const written = answer(
  "What do I do after ERR_1042?",
  [
    ["`ERR_1042` means that the checksum of a chunk does not match.", [1]],
    ["Run `lfkeep verify --repair` on the **same snapshot**.", [1, 2]],
    ["It usually takes less than a minute.", [2], "partly"],
    ["Restart the service afterwards.", [], "unsupported"],
    ["```sh\nlfkeep verify --repair --snapshot 2025-03-01\nlfkeep status\n```", [2]],
    ["1. Open the job\n2. Choose *Verify*, see [the guide](https://example.org/guide)\n3. Wait", [2]],
  ],
  [
    cite(1, "reference/error-codes.md", 18, "Checksum of a chunk does not match", { breadcrumb: ["Error codes"] }),
    cite(2, "runbooks/a-rather-long-folder-name/restore-drill.md", 104, "lfkeep verify --repair", {
      breadcrumb: ["Restore drill", "Step by step"],
    }),
  ],
  { model: "Local Model 3", notices: ["The model could not read two of the passages; they were left out."] },
);

const orderWords = "שולחים את ההזמנה לפחות שני ימי עבודה לפני הביקור.";

/** A Hebrew answer with a list, a table row, code and a Latin path. */
export const hebrew = answer(
  "כמה זמן מראש צריך להזמין חומר לעיון?",
  [
    [orderWords, [1]],
    [
      "- ממלאים את הטופס באתר או שולחים ל־`reading-room@example.org`\n- מקבלים אישור בתוך יום\n- מגיעים עם תעודה מזהה",
      [2],
    ],
    ["| שישי | 9:00–12:30 |", [2]],
    ["> ערכת `lfkeep status` מציגה את מצב ההזמנה, למשל 3 קופסאות (Box 12–14).", [3]],
  ],
  [
    cite(1, "he/reading-room.md", 14, orderWords, {
      before: "את החומר מזמינים מראש.",
      after: "הזמנה דחופה אפשר לבקש בטלפון.",
      breadcrumb: ["אולם הקריאה", "הזמנת חומר"],
      language: "he",
    }),
    cite(2, "he/reading-room.md", 22, "שישי", { breadcrumb: ["אולם הקריאה", "שעות"], language: "he" }),
    cite(3, "he/glossary.md", 7, "ערכת", { breadcrumb: ["מונחים"], language: "he" }),
  ],
);

/** No answer, and where one may look instead. */
export const abstained = answer("How do I restore a backup?", [], [], {
  abstained: true,
  confidence: 0.418,
  nearest: [
    cite(
      1,
      "en/backups.md",
      48,
      "If they ask us to do it instead, support starts the restore within four working hours.",
      {
        breadcrumb: ["Backups", "Restoring"],
      },
    ),
    cite(2, "runbooks/restore-drill.md", 11, "A backup that has never been restored is only a hope.", {
      breadcrumb: ["Restore drill"],
    }),
    cite(3, "en/faq.md", 29, "Do not pick at the glass.", { breadcrumb: ["Questions people ask"] }),
  ],
});

/** A document that tries to load, run, style and lead away. */
export const hostile = answer(
  "<img src=x onerror=alert(1)>",
  [
    ["<script>window.attacked = true</script>Hello <b>there</b>", [1]],
    ['<img src="https://evil.example/x.png" onerror="window.attacked = true">', [1]],
    ["![a picture](https://evil.example/pixel.png) and [a link](javascript:window.attacked=true)", [1]],
    [
      '[click](https://evil.example/ "onmouseover=alert(1)") <a href="javascript:alert(1)" style="position:fixed">x</a>',
      [1],
    ],
    ["<style>body { display: none }</style>\n\n<iframe src='https://evil.example'></iframe>", [1]],
    ["| <svg onload=alert(1)> | [x](data:text/html,<script>window.attacked=true</script>) |", [1]],
    ['```"><img src=x onerror=alert(1)>\n<script>window.attacked = true</script>\n```', [1]],
    ["\u202Eevil.exe\u2066 [up](command:workbench.action.quit) <vscode-button>go</vscode-button>", [1]],
  ],
  [
    cite(1, 'en/"><img src=x onerror=alert(1)>.md', 1, "<script>window.attacked = true</script>", {
      before: "<img src=x onerror=alert(1)>",
      after: "<style>*{color:red}</style>",
      breadcrumb: ["<b>Title</b>", "<script>alert(1)</script>"],
    }),
  ],
);
