import type { Command } from "commander";
import { isolate } from "../../../../protocol/isolate.ts";
import type { SearchMode } from "../../core/search/search.ts";
import type { Hit } from "../../core/search/hits.ts";
import { explanationLines } from "../explanationText.ts";
import { exitCodes, folderCommand, modeOption, vectorsOption, wholeNumber } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { requireText, runOnFolder } from "../runCommand.ts";

interface SearchFlags extends FolderFlags {
  readonly json?: boolean;
  readonly limit: number;
  readonly mode: SearchMode;
  readonly explain?: boolean;
  readonly vectors: VectorsFlag;
}

/** The vectors that a search may use, after `--vectors all` has embedded everything. */
export const vectorUse = (flag: VectorsFlag) => (flag === "all" ? "stored" : flag);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** A hit as the contract has it. */
function hitAsJson({ file, passage, score, explanation, alsoIn = [] }: Hit) {
  return {
    path: file.path,
    startOffset: passage.start,
    endOffset: passage.end,
    startLine: passage.startLine,
    endLine: passage.endLine,
    score: round(score),
    breadcrumb: passage.breadcrumb,
    language: passage.language,
    text: passage.text,
    alsoIn: alsoIn.map(({ file: { path }, passage: { start, end, startLine, endLine }, relation }) => ({
      path,
      startOffset: start,
      endOffset: end,
      startLine,
      endLine,
      relation,
    })),
    ...(explanation === undefined ? {} : { explain: roundAll(explanation) }),
  };
}

/** Every figure to four digits. */
function roundAll(value: unknown): unknown {
  if (typeof value === "number") return round(value);
  if (Array.isArray(value)) return value.map(roundAll);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, roundAll(inner)]));
}

function hitAsText({ file, passage, score, explanation, alsoIn = [] }: Hit, place: number): string {
  const crumbs = passage.breadcrumb.length > 0 ? `  ${passage.breadcrumb.map(isolate).join(" > ")}` : "";
  const excerpt = isolate(passage.plain.replace(/\s+/gu, " ").slice(0, 240));
  const elsewhere = alsoIn.map(({ file: { path }, passage: { startLine } }) => `${path}:${startLine}`).join(", ");
  const why = explanation === undefined ? [] : explanationLines(explanation);
  return [
    `${place + 1}. ${file.path}:${passage.startLine}  ${score.toFixed(3)}${crumbs}`,
    `   ${excerpt}`,
    ...(elsewhere === "" ? [] : [`   also in ${elsewhere}`]),
    ...why,
  ].join("\n");
}

/** `search`: the passages for a question, best first. */
export const searchCommand = (): Command =>
  folderCommand("search", "find passages")
    .argument("<query>", "words or a question")
    .option("--limit <n>", "passages shown, at most", wholeNumber(1), 10)
    .addOption(modeOption())
    .addOption(vectorsOption("question-first"))
    .option("--explain", "show how each score came about")
    .action((query: string, flags: SearchFlags, command: Command) => {
      requireText(command, "query", query);
      return runOnFolder(
        { ...flags, warmUp: flags.mode !== "bm25" && flags.vectors !== "none" },
        async ({ service }, output, signal) => {
          await refreshFolder(service, flags.vectors, output, signal);
          const { mode, limit, explain = false } = flags;
          const { hits, pending, notices } = await service.search(query, {
            mode,
            vectors: vectorUse(flags.vectors),
            depth: limit,
            fold: true,
            explain,
            signal,
          });
          for (const notice of notices) output.note(notice);
          if (output.json) output.result(JSON.stringify({ query, mode, pending, hits: hits.map(hitAsJson) }));
          else output.result(hits.map(hitAsText).join("\n") || "Nothing found.");
          return exitCodes.done;
        },
      );
    });
