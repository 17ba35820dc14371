import { t } from "@vscode/l10n";
import type { ShotsSource } from "../../../../protocol/shotsBuilding.ts";
import type { CitationState, CitationView, Place } from "../../../../protocol/views.ts";
import type { Settings } from "../../../../protocol/settings.ts";
import { createTextStreams } from "../../adapters/disk/textStreams.ts";
import { createBufferWorkspace } from "../../adapters/editor/bufferWorkspace.ts";
import { decodeText } from "../../core/documents/decode.ts";
import type { TextRange } from "../../core/documents/document.ts";
import { createLineIndex, type LineIndex } from "../../core/documents/lines.ts";
import { minePairs } from "../../core/fewShot/mining/minePairs.ts";
import type { MiningReport } from "../../core/fewShot/mining/miningReport.ts";
import { rowExtensions } from "../../core/fewShot/mining/rows/mineRows.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import type { Workspace } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { crawlOptionsOf } from "../editorSettings.ts";
import { valueOf } from "../failures.ts";
import type { Folders, PlacedDocument } from "../folders.ts";
import type { FolderSession } from "../folderSession.ts";
import type { SharedParts } from "../openIndex.ts";
import { offsetAt, positionAt } from "../views.ts";
import { answerPairs } from "./answerPairs.ts";

/** Chance decides what a page with too many pairs keeps; the same document is built from the same documents. */
const seed = 1;

/** What was found in a source. */
export interface MinedSource {
  /** The folder that it lies in. */
  readonly session: FolderSession;
  readonly pairs: readonly Pair[];
  /** Pairs that were left out because they hold secrets or personal data. */
  readonly flagged: number;
  /** Whether a search result has no pair of its own, and these are of its whole page. */
  readonly widened: boolean;
  /** Where words of the folder stand in the editor; undefined where the file cannot be read any more. */
  placeOf(path: string, range: TextRange): Promise<Place | undefined>;
}

/** Builds the mining of files and folders of the workspace, open buffers as they stand in the editor. */
export function createShotsMining(ports: {
  readonly shared: Pick<SharedParts, "ports" | "bufferOf">;
  readonly folders: Pick<Folders, "holding" | "all">;
  readonly settings: () => Settings;
  readonly locate: (citation: CitationView) => Promise<CitationState>;
}) {
  const { shared, folders, settings, locate } = ports;
  const { parsers, hash, findSensitive, openDisk, loadDetector } = shared.ports;

  /** Fails with a sentence that says why where nothing can be mined. */
  return async function mine(source: ShotsSource, signal: AbortSignal): Promise<Result<MinedSource>> {
    const held = folderOf(source, folders);
    if (held === undefined)
      return failure(
        "unreadable",
        t("It lies in no folder of the workspace. Save the file there, or open its folder."),
      );
    const { session } = held;
    const { root, uriOf, name, pathOf } = session.place;
    const now = settings();
    const largestDocument = now["askDocs.maxFileSizeMb"] * 1e6;
    const options = crawlOptionsOf(now, [...parsers.extensions, ...rowExtensions]);
    // Files of rows are streamed, so that none is too large; documents are held to their limit later.
    const disk = valueOf(await openDisk(root, { ...options, maxFileSize: Number.MAX_SAFE_INTEGER }));
    const documents = createBufferWorkspace(disk, (inner) => shared.bufferOf(uriOf(inner)), largestDocument);

    async function read(path: string) {
      const bytes = await documents.read(path);
      const decoded = bytes.ok ? decodeText(bytes.value) : bytes;
      if (!bytes.ok || !decoded.ok) return undefined;
      const { text } = decoded.value;
      return { text, contentHash: hash(bytes.value), lines: createLineIndex(text) };
    }

    const detect = await loadDetector();
    const paths = [...new Set(urisOf(source).map((uri) => pathOf(uri)))].filter((path) => path !== undefined);
    const report = await minePairs(
      {
        ...{ workspace: await within(documents, paths), parsers, hash, findSensitive, detect },
        ...{ analyser: createAnalyser(), streams: await createTextStreams(root) },
      },
      { allowFlagged: false, negatives: 0, largestDocument, seed },
      signal,
    );
    const answers =
      "answers" in source
        ? await answerPairs(source.answers, { pathOf, read, locate, detect, findSensitive }, signal)
        : { pairs: [], flagged: 0 };
    const own = "place" in source ? await inside(report.pairs, source.place) : report.pairs;
    const widened = own.length === 0 && source.kind === "result" && report.pairs.length > 0;
    const pairs = [...answers.pairs, ...(widened ? report.pairs : own)];
    if (pairs.length === 0) return failure("unreadable", nothingIn(report, source));
    const flagged = report.leftOut.flaggedPairs + answers.flagged;
    return success({ session, pairs, flagged, widened, placeOf });

    async function placeOf(path: string, { start, end }: TextRange): Promise<Place | undefined> {
      const file = await read(path);
      if (file === undefined) return undefined;
      const range = { start: positionAt(file.lines, start), end: positionAt(file.lines, end) };
      return { uri: uriOf(path), path: folders.all().length > 1 ? `${name}/${path}` : path, range };
    }

    /** Pairs whose words overlap a place. */
    async function inside(all: readonly Pair[], { uri, range }: Place): Promise<readonly Pair[]> {
      const file = await read(pathOf(uri) ?? "");
      if (file === undefined) return [];
      const [start, end] = [offsetAt(file.lines, range.start), offsetAt(file.lines, range.end)];
      return all.filter(({ provenance: at }) => at !== undefined && at.startOffset < end && at.endOffset > start);
    }
  };
}

/** A file of a folder as it stands in the editor. */
export interface ReadFile {
  readonly text: string;
  readonly contentHash: string;
  readonly lines: LineIndex;
}

const urisOf = (source: ShotsSource): readonly string[] => {
  if ("uri" in source) return [source.uri];
  if ("place" in source) return [source.place.uri];
  return source.answers.flatMap(({ citations }) => citations.map(({ place }) => place.uri));
};

/** The folder of its first document; documents of other folders are passed over. */
const folderOf = (source: ShotsSource, folders: Pick<Folders, "holding">): PlacedDocument | undefined =>
  urisOf(source).flatMap((uri) => folders.holding(uri))[0];

/** A part of a workspace: files, or what lies in a folder. */
async function within(workspace: Workspace, paths: readonly string[]): Promise<Workspace> {
  const found = await Promise.all(paths.map(async (path) => (path === "" ? undefined : workspace.find(path))));
  const files = found.filter((file) => file !== undefined);
  const [folder = ""] = paths;
  return {
    ...workspace,
    async *crawl(signal) {
      if (files.length > 0 || paths.length > 1) for (const file of files) yield { kind: "file", file };
      else
        for await (const entry of workspace.crawl(signal)) {
          const inner = entry.kind === "file" ? entry.file.path : entry.path;
          if (folder === "" || inner.startsWith(`${folder}/`)) yield entry;
        }
    },
  };
}

function nothingIn({ files, pairs, leftOut, problems }: MiningReport, { kind }: ShotsSource): string {
  if (kind === "selection" && pairs.length > 0)
    return t(
      "Nothing can be mined from the selection; the rest of the file has pairs. Select more of it, or build from the whole file.",
    );
  if (files === 0) return t("There is no document there that can be read and is not excluded.");
  if (leftOut.flaggedPairs > 0)
    return t("Every pair found there ({0}) holds secrets or personal data, and was left out.", leftOut.flaggedPairs);
  const [problem] = problems;
  if (problem !== undefined && files === 1)
    return t("Nothing could be mined from {0}: {1}", problem.path, problem.reason);
  return t("Nothing there can be mined: no questions with answers, no terms with definitions, no tables.");
}
