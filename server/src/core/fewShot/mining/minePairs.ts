import { t } from "@vscode/l10n";
import { extensionOf, type ParserRegistry } from "../../documents/parsers.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { LanguageDetector } from "../../language/detect.ts";
import type { FileStat, Hash, Workspace } from "../../ports.ts";
import type { Pair } from "../pair.ts";
import { balancePairs, type BalanceOptions } from "./balance.ts";
import { foldPairs } from "./folding.ts";
import { createLabelFolders } from "./folders/labelFolders.ts";
import { createLanguageVersions } from "./folders/languageVersions.ts";
import { createSheets } from "./folders/sheets.ts";
import { mineRowFile } from "./mineRowFile.ts";
import { makeNegatives } from "./negatives.ts";
import type { MiningProblem, MiningReport } from "./miningReport.ts";
import { createModelPairs, type QuestionWriter } from "./model/modelPairs.ts";
import { minePage } from "./pages/minePage.ts";
import { createPageReader } from "./readPage.ts";
import { rowExtensions } from "./rows/mineRows.ts";
import type { TextStreams } from "./rows/textStreams.ts";
import { flagPairs, type FindSensitive } from "./sensitive.ts";
import { createToPair } from "./toPair.ts";

export interface MiningPorts {
  /** Documents, and files of rows of any size. */
  readonly workspace: Workspace;
  readonly streams: TextStreams;
  readonly parsers: ParserRegistry;
  readonly analyser: Analyser;
  readonly detect: LanguageDetector;
  readonly hash: Hash;
  readonly findSensitive: FindSensitive;
}

export interface MiningOptions extends BalanceOptions {
  /** Whether pairs with secrets or personal data stay, with their flags. */
  readonly allowFlagged: boolean;
  /** A model that writes questions for paragraphs; without one nothing leaves the machine. */
  readonly writer?: QuestionWriter;
  /** Demonstrations of "not in the documents" that are made, at most. */
  readonly negatives: number;
  /** Bytes of the largest document that is read; files of rows may be larger. */
  readonly largestDocument: number;
  /** The path of a file that is passed over: what was mined before. */
  readonly except?: string;
}

/** Pairs of one label that a file of rows gives at most: nearest rows agree no better with more (`bench/mining.ts`). */
const mostOfFile = 5000;

const isRowFile = (path: string): boolean => rowExtensions.some((extension) => extension === extensionOf(path));

/** Mines a folder's documents for pairs, without a model. Throws the signal's reason when it is aborted. */
export async function minePairs(
  ports: MiningPorts,
  options: MiningOptions,
  signal?: AbortSignal,
  onProgress?: (files: number) => void,
): Promise<MiningReport> {
  const readPage = createPageReader(ports);
  const toPair = createToPair(ports.detect);
  const languageVersions = createLanguageVersions();
  const labelFolders = createLabelFolders();
  const sheets = createSheets();
  const written = options.writer === undefined ? undefined : createModelPairs(options.writer, options.seed);
  const found: Pair[] = [];
  const problems: MiningProblem[] = [];
  let [files, notSampled] = [0, 0];
  const rowOptions = { most: options.perPage === 0 ? Infinity : (options.perPage ?? mostOfFile), seed: options.seed };

  async function mineFile({ path, size }: FileStat): Promise<void> {
    if (isRowFile(path)) {
      const mined = await mineRowFile(path, { ...ports, toPair }, rowOptions, signal);
      if (!mined.ok) problems.push({ path, reason: mined.failure.message });
      else {
        found.push(...mined.value.pairs);
        problems.push(...mined.value.problems);
        notSampled += mined.value.notSampled;
      }
      return;
    }
    if (size > options.largestDocument) {
      problems.push({
        path,
        reason: t("It is too large for a document; raise the limit in the settings or split the file."),
      });
      return;
    }
    const page = await readPage(path);
    if (page.ok) {
      for (const mined of minePage(page.value)) found.push(toPair(mined, page.value));
      languageVersions.add(page.value);
      labelFolders.add(page.value);
      sheets.add(page.value);
      written?.add(page.value);
    } else problems.push({ path, reason: page.failure.message });
  }

  for await (const entry of ports.workspace.crawl(signal)) {
    signal?.throwIfAborted();
    if (entry.kind === "skipped" || entry.file.path === options.except) continue;
    await mineFile(entry.file);
    files += 1;
    onProgress?.(files);
  }
  found.push(...languageVersions.pairs(), ...labelFolders.pairs());
  for (const { page, pair } of sheets.pairs()) found.push(toPair(pair, page));
  const byModel = await written?.write(options.allowFlagged ? undefined : ports.findSensitive, signal);
  found.push(...(byModel?.pairs ?? []));
  const folded = foldPairs(found, ports.analyser);
  const flagged = await flagPairs(folded, ports.findSensitive, signal);
  const clean = options.allowFlagged ? flagged : flagged.filter(({ flags }) => flags.length === 0);
  const { pairs, overPage, overLabel } = balancePairs(clean, options);
  return {
    files,
    pairs: [...pairs, ...makeNegatives(pairs, options.negatives, options.seed, ports.analyser)],
    leftOut: {
      duplicates: found.length - folded.length,
      flagged: options.allowFlagged ? {} : countsOf(flagged.flatMap(({ flags }) => flags)),
      flaggedPairs: flagged.length - clean.length,
      notSampled,
      overPage,
      overLabel,
    },
    problems,
    ...(byModel === undefined
      ? {}
      : {
          model: { refused: byModel.refused, ...(byModel.failure === undefined ? {} : { failure: byModel.failure }) },
        }),
  };
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));
