import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Command } from "commander";
import type { Extraction } from "../../core/answering/extract.ts";
import { thresholds } from "../../core/answering/compose.ts";
import type { TextRange } from "../../core/documents/document.ts";
import type { Service } from "../../core/service.ts";
import { exitCodes, folderCommand, vectorsOption } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { readIds, readQueries } from "../queries.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";
import { percentiles } from "./runCommand.ts";
import { vectorUse } from "./searchCommand.ts";

interface AnswersFlags extends FolderFlags {
  readonly json?: boolean;
  readonly queries: string;
  readonly out: string;
  readonly ids?: string;
  readonly vectors: VectorsFlag;
}

/** A row of the contract; offsets are those of the exact answer in its document. */
function answerRow(
  { id, text: question }: { readonly id: string; readonly text: string },
  extraction: Extraction,
  threshold: number,
  service: Service,
  idOf: (path: string) => string,
) {
  const best = service.bestAnswer(question, extraction);
  const file = best === undefined ? undefined : service.fileOf(best.passage.fileId);
  const { confidence } = extraction;
  if (best === undefined || file === undefined) {
    return {
      query_id: id,
      answer: "",
      sentence: "",
      shown: "",
      doc_id: null,
      start: 0,
      end: 0,
      confidence,
      abstained: true,
    };
  }
  const { passage, exact, sentence, shown } = best;
  const textOf = ({ start, end }: TextRange): string => passage.text.slice(start, end);
  return {
    query_id: id,
    answer: textOf(exact),
    sentence: textOf(sentence),
    shown: textOf(shown),
    doc_id: idOf(file.path),
    start: passage.start + exact.start,
    end: passage.start + exact.end,
    confidence,
    abstained: confidence < threshold,
  };
}

/** `answers`: an answer for every query of a file, for scoring. */
export const answersCommand = (): Command =>
  folderCommand("answers", "answer every query of a file")
    .requiredOption("--queries <file>", 'rows { "id", "text" }, one a line')
    .requiredOption("--out <file>", "where the answers go, one JSON object a line")
    .option("--ids <file>", "relative path and document id, tab-separated")
    .addOption(vectorsOption("all"))
    .action((flags: AnswersFlags) =>
      runOnFolder({ ...flags, warmUp: flags.vectors !== "none" }, async ({ service, settings }, output, signal) => {
        const queries = await readQueries(flags.queries);
        const ids = await readIds(flags.ids);
        if (!queries.ok || !ids.ok) {
          output.note(!queries.ok ? queries.failure.message : ids.ok ? "" : ids.failure.message);
          return exitCodes.wrongUsage;
        }
        await refreshFolder(service, flags.vectors, output, signal);
        const threshold = thresholds[settings["askDocs.answers.caution"]];
        const out = createWriteStream(flags.out);
        const latencies: number[] = [];
        const bar = output.progress("Questions");
        for (const [place, query] of queries.value.entries()) {
          const start = performance.now();
          const extraction = await service.extract(query.text, { vectors: vectorUse(flags.vectors), signal });
          const latency_ms = Math.round((performance.now() - start) * 100) / 100;
          latencies.push(latency_ms);
          out.write(
            `${JSON.stringify({ ...answerRow(query, extraction, threshold, service, ids.value.idOf), latency_ms })}\n`,
          );
          bar.update(place + 1, queries.value.length);
        }
        bar.stop();
        out.end();
        await finished(out);
        const summary = { queries: queries.value.length, latencyMs: percentiles(latencies) };
        output.result(
          output.json
            ? JSON.stringify(summary)
            : `${summary.queries} answers in ${flags.out}; ${summary.latencyMs.p50} ms each (p50)`,
        );
        return exitCodes.done;
      }),
    );
