import type { MineShotsParams } from "../../../../protocol/shotsMessages.ts";
import type { Settings } from "../../../../protocol/settings.ts";
import { createTextStreams } from "../../adapters/disk/textStreams.ts";
import { createBufferWorkspace } from "../../adapters/editor/bufferWorkspace.ts";
import { decodeText } from "../../core/documents/decode.ts";
import type { TextRange } from "../../core/documents/document.ts";
import { minePairs } from "../../core/fewShot/mining/minePairs.ts";
import type { MiningReport } from "../../core/fewShot/mining/miningReport.ts";
import { rowExtensions } from "../../core/fewShot/mining/rows/mineRows.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import type { Workspace } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { crawlOptionsOf } from "../editorSettings.ts";
import { valueOf } from "../failures.ts";
import type { Folders } from "../folders.ts";
import type { SharedParts } from "../openIndex.ts";

/** Chance decides what a page with too many pairs keeps; the same document is built from the same documents. */
const seed = 1;

/** Builds the mining of files and folders of the workspace, open buffers as they stand in the editor. */
export function createShotsMining(ports: {
  readonly shared: Pick<SharedParts, "ports" | "bufferOf">;
  readonly folders: Pick<Folders, "holding">;
  readonly settings: () => Settings;
}) {
  const { shared, folders, settings } = ports;
  const { parsers, hash, findSensitive, openDisk, loadDetector } = shared.ports;

  /** Fails with a sentence that says why where nothing can be mined. */
  return async function mine(
    { uri, range }: MineShotsParams,
    signal: AbortSignal,
  ): Promise<Result<Pick<MiningReport, "pairs" | "leftOut">>> {
    const [held] = folders.holding(uri);
    if (held === undefined)
      return failure("unreadable", "It lies in no folder of the workspace. Save the file there, or open its folder.");
    const { path } = held;
    const { root, uriOf } = held.session.place;
    const now = settings();
    const largestDocument = now["askDocs.maxFileSizeMb"] * 1e6;
    const options = crawlOptionsOf(now, [...parsers.extensions, ...rowExtensions]);
    // Files of rows are streamed, so that none is too large; documents are held to their limit later.
    const disk = valueOf(await openDisk(root, { ...options, maxFileSize: Number.MAX_SAFE_INTEGER }));
    const documents = createBufferWorkspace(disk, (inner) => shared.bufferOf(uriOf(inner)), largestDocument);
    const workspace = await within(documents, path);
    const report = await minePairs(
      {
        ...{ workspace, parsers, hash, findSensitive, analyser: createAnalyser() },
        detect: await loadDetector(),
        streams: await createTextStreams(root),
      },
      { allowFlagged: false, negatives: 0, largestDocument, seed },
      signal,
    );
    const pairs = range === undefined ? report.pairs : inside(report.pairs, await offsetsOf(documents, path, range));
    if (pairs.length === 0) return failure("unreadable", nothingIn(report, range !== undefined));
    return success({ pairs, leftOut: report.leftOut });
  };
}

/** A part of a workspace: one file, or what lies in a folder. */
async function within(workspace: Workspace, path: string): Promise<Workspace> {
  const file = path === "" ? undefined : await workspace.find(path);
  return {
    ...workspace,
    async *crawl(signal) {
      if (file !== undefined) yield { kind: "file", file };
      else
        for await (const entry of workspace.crawl(signal)) {
          const inner = entry.kind === "file" ? entry.file.path : entry.path;
          if (path === "" || inner.startsWith(`${path}/`)) yield entry;
        }
    },
  };
}

async function offsetsOf(
  workspace: Workspace,
  path: string,
  { start, end }: NonNullable<MineShotsParams["range"]>,
): Promise<TextRange> {
  const { text } = valueOf(decodeText(valueOf(await workspace.read(path))));
  const lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/gu), ({ index, 0: end }) => index + end.length)];
  const offsetOf = ({ line, character }: typeof start): number => (lineStarts[line] ?? text.length) + character;
  return { start: offsetOf(start), end: offsetOf(end) };
}

/** Pairs whose words overlap a range. */
const inside = (pairs: readonly Pair[], { start, end }: TextRange): readonly Pair[] =>
  pairs.filter(
    ({ provenance }) => provenance !== undefined && provenance.startOffset < end && provenance.endOffset > start,
  );

function nothingIn({ files, pairs, leftOut, problems }: MiningReport, isSelection: boolean): string {
  if (isSelection && pairs.length > 0)
    return "Nothing can be mined from the selection; the rest of the file has pairs. Select more of it, or build from the whole file.";
  if (files === 0) return "There is no document there that can be read and is not excluded.";
  if (leftOut.flaggedPairs > 0)
    return `Every pair found there (${leftOut.flaggedPairs}) holds secrets or personal data, and was left out.`;
  const [problem] = problems;
  if (problem !== undefined && files === 1) return `Nothing could be mined from ${problem.path}: ${problem.reason}`;
  return "Nothing there can be mined: no questions with answers, no terms with definitions, no tables.";
}
