import type { DoctorReport, FolderReport, IndexReport, MachineReport, ModelReport, VersionReport } from "./doctor.ts";

type Fact = readonly [name: string, value: string, details?: readonly string[]];

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const milliseconds = (time: number | undefined): string =>
  time === undefined ? "not measured" : time < 10 ? `${time.toFixed(time < 1 ? 2 : 1)} ms` : `${Math.round(time)} ms`;

/** In one line, with nothing that Markdown or HTML would take for its own. */
const plain = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]<>|]|^[-+#]/gu, "\\$&");

const list = (facts: readonly Fact[]): string =>
  facts
    .flatMap(([name, value, details = []]) => [
      `- ${name}: ${plain(value)}`,
      ...details.map((detail) => `  - ${plain(detail)}`),
    ])
    .join("\n");

/** A report as Markdown, to be pasted into a bug report. */
export function doctorMarkdown(report: DoctorReport): string {
  const { versions, machine, problems, model, folders, settings, errors } = report;
  const sections = [
    "# Ask Docs: Doctor",
    "For a bug report. It holds no text and no names of your documents; have a look before you send it all the same.",
    ...section(
      "Problems",
      problems.map((problem) => `- ${plain(problem)}`),
    ),
    ...section("Versions", [
      list([...versionFacts(versions), ...(machine === undefined ? [] : machineFacts(machine))]),
    ]),
    ...(model === undefined ? [] : section("Model", [list(modelFacts(model))])),
    ...folders.flatMap((folder) => section(`Index of ${plain(folder.name)}`, [list(folderFacts(folder))])),
    ...section(
      "Settings that differ from their defaults",
      settings.map(({ name, value }) => `- \`${name}\`: ${plain(value)}`),
    ),
    ...(errors.length === 0 ? [] : section("Last warnings and errors", [fenced(errors)])),
  ];
  return `${sections.join("\n\n")}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];

function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/gu) ?? []).map(({ length }) => length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join("\n");
}

const versionFacts = ({ askDocs, editor }: VersionReport): readonly Fact[] => [
  ["Ask Docs", askDocs],
  ...(editor === undefined ? [] : [["Editor", editor] as const]),
];

const machineFacts = ({ node, electron, system, processors, processor, memory }: MachineReport): readonly Fact[] => [
  ["Node.js", electron === undefined ? node : `${node} in Electron ${electron}`],
  ["System", system],
  ["Processors", `${processors} (${processor})`],
  [
    "Memory",
    `${gigabytes(memory.bytes)}, ${gigabytes(memory.freeBytes)} free; the process that searches uses ${megabytes(memory.usedBytes)}`,
  ],
];

const modelFacts = ({ id, dimensions, fault, runtime, speed }: ModelReport): readonly Fact[] => [
  ...(id === undefined || dimensions === undefined ? [] : [["Model", `${id}, ${dimensions} dimensions`] as const]),
  ["Files", fault ?? "all there, each with the SHA-256 that is expected"],
  ["Runtime", `${runtime.runtime}. ${runtime.reason}`],
  ["Crashes that count", String(runtime.crashes)],
  ...(typeof speed === "string"
    ? [["Speed", speed] as const]
    : ([
        ["A question", `${milliseconds(speed.question)}; the first one ${milliseconds(speed.firstQuestion)}`],
        ["Passages of 60 words", `${speed.passagesPerSecond.toFixed(1)} a second`],
      ] as const)),
];

const folderFacts = ({ state, problem, index }: FolderReport): readonly Fact[] => [
  ["State", problem === undefined ? state : `${state}. ${problem}`],
  ...(index === undefined ? [] : indexFacts(index)),
];

function indexFacts({ languages, failed, failedFiles, store, speed, ...counts }: IndexReport): readonly Fact[] {
  const named = Object.entries(languages).map(([language, files]) => `${language} ${files}`);
  return [
    ["Files", `${counts.files}${named.length === 0 ? "" : ` (${named.join(", ")})`}`],
    ["Passages", `${counts.passages}, ${counts.embedded} with vectors`],
    [
      "Files that could not be read",
      String(failedFiles),
      failed.map(({ kind, bytes, reason }) => `${kind}, ${bytes} bytes: ${reason}`),
    ],
    [
      "On disk",
      `index ${megabytes(store.indexBytes)} (version ${store.versions[0]}), vectors ${megabytes(store.vectorBytes)} (version ${store.versions[1]})`,
    ],
    ["Written by", store.writer],
    ["Read in at the start", milliseconds(speed.load)],
    ["Keyword search", milliseconds(speed.keywords)],
    ["Scan of all vectors", milliseconds(speed.vectors)],
  ];
}
