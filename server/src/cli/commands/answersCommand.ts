import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Command } from "commander";
import { thresholds } from "../../core/answering/compose.ts";
import { createAnswerRows } from "../answerRows.ts";
import { chatModelOf, withChatOptions, type ChatFlags } from "../chatModel.ts";
import { exitCodes, folderCommand, vectorsOption } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { readIds, readQueries } from "../queries.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";
import { percentiles } from "./runCommand.ts";
import { vectorUse } from "./searchCommand.ts";

interface AnswersFlags extends FolderFlags, ChatFlags {
  readonly json?: boolean;
  readonly queries: string;
  readonly out: string;
  readonly ids?: string;
  readonly vectors: VectorsFlag;
}

/** What became of the answers that a model was asked for. */
const writtenNote = (
  model: string,
  { asked, written }: { readonly asked: number; readonly written: number },
  reason: string | undefined,
): string =>
  `${model} wrote ${written} of the ${asked} answers that it was asked for; the documents' own words stand for the others.` +
  (reason === undefined ? "" : ` Of the last one: ${reason}`);

/** `answers`: an answer for every query of a file, for scoring. */
export const answersCommand = (): Command =>
  withChatOptions(folderCommand("answers", "answer every query of a file"))
    .requiredOption("--queries <file>", 'rows { "id", "text" }, one a line')
    .requiredOption("--out <file>", "where the answers go, one JSON object a line")
    .option("--ids <file>", "relative path and document id, tab-separated")
    .addOption(vectorsOption("all"))
    .action((flags: AnswersFlags) =>
      runOnFolder(
        { ...flags, warmUp: flags.vectors !== "none" },
        async ({ service, settings, egress }, output, signal) => {
          const queries = await readQueries(flags.queries);
          const ids = await readIds(flags.ids);
          if (!queries.ok || !ids.ok) {
            output.note(!queries.ok ? queries.failure.message : ids.ok ? "" : ids.failure.message);
            return exitCodes.wrongUsage;
          }
          const chat = chatModelOf(flags, { settings, egress }, process.env);
          if (!chat.ok) {
            output.note(chat.failure.message);
            return exitCodes.wrongUsage;
          }
          await refreshFolder(service, flags.vectors, output, signal);
          const threshold = thresholds[settings["askDocs.answers.caution"]];
          const rows = createAnswerRows({
            ...{ service, model: chat.value, idOf: ids.value.idOf },
            options: { vectors: vectorUse(flags.vectors), threshold, signal },
          });
          const out = createWriteStream(flags.out);
          const latencies: number[] = [];
          const bar = output.progress("Questions");
          for (const [place, query] of queries.value.entries()) {
            const start = performance.now();
            const row = await rows.answer(query);
            const latency_ms = Math.round((performance.now() - start) * 100) / 100;
            latencies.push(latency_ms);
            out.write(`${JSON.stringify({ ...row, latency_ms })}\n`);
            bar.update(place + 1, queries.value.length);
          }
          bar.stop();
          out.end();
          await finished(out);
          if (chat.value !== undefined) output.note(writtenNote(flags.model ?? "", rows.counts(), rows.lastReason()));
          const summary = { queries: queries.value.length, latencyMs: percentiles(latencies) };
          output.result(
            output.json
              ? JSON.stringify(summary)
              : `${summary.queries} answers in ${flags.out}; ${summary.latencyMs.p50} ms each (p50)`,
          );
          return exitCodes.done;
        },
      ),
    );
