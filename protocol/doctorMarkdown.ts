import type {
  DoctorReport,
  FolderReport,
  IndexReport,
  MachineReport,
  ModelReport,
  StoreReport,
  VersionReport,
} from "./doctor.ts";
import { numeral, type Translate } from "./translate.ts";

type Fact = readonly [name: string, value: string, details?: readonly string[]];

/** In one line, with nothing that Markdown or HTML would take for its own. */
const plain = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]<>|]|^[-+#]/gu, "\\$&");

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];

function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/gu) ?? []).map(({ length }) => length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join("\n");
}

/** Writes reports as Markdown, to be pasted into a bug report. */
export function createDoctorMarkdown(t: Translate): (report: DoctorReport) => string {
  /** Who writes to an index, as the store knows it. */
  function writerText(writer: StoreReport["writer"]): string {
    switch (writer) {
      case "this process":
        return t("this process");
      case "another process":
        return t("another process");
      case "nobody":
        return t("nobody");
    }
  }

  const megabytes = (bytes: number): string => t("{0} MB", numeral(t, bytes / 1e6, 1));
  const gigabytes = (bytes: number): string => t("{0} GB", numeral(t, bytes / 1e9, 1));
  const milliseconds = (time: number | undefined): string =>
    time === undefined ? t("not measured") : t("{0} ms", numeral(t, time, time < 1 ? 2 : time < 10 ? 1 : 0));

  const list = (facts: readonly Fact[]): string =>
    facts
      .flatMap(([name, value, details = []]) => [
        `- ${t("{0}: {1}", name, plain(value))}`,
        ...details.map((detail) => `  - ${plain(detail)}`),
      ])
      .join("\n");

  const versionFacts = ({ askDocs, editor }: VersionReport): readonly Fact[] => [
    ["Ask Docs", askDocs],
    ...(editor === undefined ? [] : [[t("Editor"), editor] as const]),
  ];

  const machineFacts = ({ node, electron, system, processors, processor, memory }: MachineReport): readonly Fact[] => [
    ["Node.js", electron === undefined ? node : t("{0} in Electron {1}", node, electron)],
    [t("System"), system],
    [t("Processors"), `${processors} (${processor})`],
    [
      t("Memory"),
      t(
        "{0}, {1} free; the process that searches uses {2}",
        gigabytes(memory.bytes),
        gigabytes(memory.freeBytes),
        megabytes(memory.usedBytes),
      ),
    ],
  ];

  const modelFacts = ({ id, dimensions, fault, runtime, speed }: ModelReport): readonly Fact[] => [
    ...(id === undefined || dimensions === undefined
      ? []
      : [[t("Model"), t("{0}, {1} dimensions", id, dimensions)] as const]),
    [t("Files"), fault ?? t("all there, each with the SHA-256 that is expected")],
    [t("Runtime"), `${runtime.runtime}. ${runtime.reason}`],
    [t("Crashes that count"), String(runtime.crashes)],
    ...(typeof speed === "string"
      ? [[t("Speed"), speed] as const]
      : ([
          [
            t("A question"),
            t("{0}; the first one {1}", milliseconds(speed.question), milliseconds(speed.firstQuestion)),
          ],
          [t("Passages of 60 words"), t("{0} a second", numeral(t, speed.passagesPerSecond, 1))],
        ] as const)),
  ];

  const folderFacts = ({ state, problem, index }: FolderReport): readonly Fact[] => [
    [t("State"), problem === undefined ? state : `${state}. ${problem}`],
    ...(index === undefined ? [] : indexFacts(index)),
  ];

  function indexFacts({ languages, failed, failedFiles, store, speed, ...counts }: IndexReport): readonly Fact[] {
    const named = Object.entries(languages).map(([language, files]) => `${language} ${files}`);
    return [
      [t("Files"), `${counts.files}${named.length === 0 ? "" : ` (${named.join(", ")})`}`],
      [t("Passages"), t("{0}, {1} with vectors", counts.passages, counts.embedded)],
      [
        t("Files that could not be read"),
        String(failedFiles),
        failed.map(({ kind, bytes, reason }) => t("{0}, {1} bytes: {2}", kind, bytes, reason)),
      ],
      [
        t("On disk"),
        t(
          "index {0} (version {1}), vectors {2} (version {3})",
          megabytes(store.indexBytes),
          store.versions[0],
          megabytes(store.vectorBytes),
          store.versions[1],
        ),
      ],
      [t("Written by"), writerText(store.writer)],
      [t("Read in at the start"), milliseconds(speed.load)],
      [t("Keyword search"), milliseconds(speed.keywords)],
      [t("Scan of all vectors"), milliseconds(speed.vectors)],
    ];
  }

  return (report) => {
    const { versions, machine, problems, model, folders, settings, errors } = report;
    const sections = [
      `# ${t("Ask Docs: Doctor")}`,
      t(
        "For a bug report. It holds no text and no names of your documents; have a look before you send it all the same.",
      ),
      ...section(
        t("Problems"),
        problems.map((problem) => `- ${plain(problem)}`),
      ),
      ...section(t("Versions"), [
        list([...versionFacts(versions), ...(machine === undefined ? [] : machineFacts(machine))]),
      ]),
      ...(model === undefined ? [] : section(t("Model"), [list(modelFacts(model))])),
      ...folders.flatMap((folder) => section(t("Index of {0}", plain(folder.name)), [list(folderFacts(folder))])),
      ...section(
        t("Settings that differ from their defaults"),
        settings.map(({ name, value }) => `- \`${name}\`: ${plain(value)}`),
      ),
      ...(errors.length === 0 ? [] : section(t("Last warnings and errors"), [fenced(errors)])),
    ];
    return `${sections.join("\n\n")}\n`;
  };
}
