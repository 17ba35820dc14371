import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { readPairs } from "../../../adapters/fewShot/readPairs.ts";
import { loadLanguageDetector } from "../../../adapters/languageDetector.ts";
import { createTokenCounters } from "../../../adapters/tokens/tokenCounterOf.ts";
import { buildShots, type BuiltShots } from "../../../core/fewShot/buildShots.ts";
import { serialiseShots } from "../../../core/fewShot/document/serialiseShots.ts";
import {
  isTemplate,
  measuredOrders,
  readSelector,
  type MeasuredOrder,
} from "../../../core/fewShot/evaluation/build.ts";
import { readyPool } from "../../../core/fewShot/selection/readyPool.ts";
import type { TokenCounter } from "../../../core/fewShot/tokens/tokenCounter.ts";
import { exitCodes, wholeNumber } from "../../commandLine.ts";
import { inputVectorsOf, type FolderFlags } from "../../openFolder.ts";
import type { Output } from "../../output.ts";
import { runOnFolder } from "../../runCommand.ts";
import { noteRowProblems } from "../../shots/rowProblems.ts";

interface BuildFlags extends FolderFlags {
  readonly json?: boolean;
  readonly pairs?: string;
  readonly out?: string;
  readonly selector: string;
  readonly order: MeasuredOrder;
  readonly k: number;
  readonly budget?: number;
  readonly template: string;
  readonly seed: number;
  readonly input?: string;
  readonly task?: string;
  readonly model?: string;
  readonly vectors: "all" | "none";
}

/** `shots build`: a `.shots` document from mined pairs or labelled rows. */
export const buildCommand = (): Command =>
  new Command("build")
    .description("choose demonstrations from pairs, and write them as a .shots document")
    .option("--pairs <file>", "mined pairs, or rows { text, label, group? }, one JSON object a line")
    .option("--out <file>", "the .shots document to write")
    .option(
      "--selector <name>",
      "random, bm25, vectors, hybrid, mmr, clusters, coverage or consensus; with +balanced by label",
      "mmr",
    )
    .addOption(
      new Option("--order <name>", "the demonstrations' order").choices([...measuredOrders]).default("similar-last"),
    )
    .option("--k <n>", "demonstrations", wholeNumber(1), 8)
    .option("--budget <n>", "tokens of the prompt at most", wholeNumber(1))
    .option("--template <name>", "completion, chat, xml or json", "completion")
    .option("--seed <n>", "the same seed chooses the same", wholeNumber(0), 1)
    .option("--input <text>", "choose for this input")
    .option("--task <text>", "what the model is to do, in words")
    .option("--model <name>", "the model that tokens are counted for")
    .addOption(
      new Option("--vectors <which>", "compare by vectors too, or by words alone")
        .choices(["all", "none"])
        .default("all"),
    )
    .option("--index-dir <dir>", "where vectors are kept (default: .ask-docs beside the pairs)")
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write JSON to stdout")
    .action((flags: BuildFlags, command: Command) => {
      const wrong = (message: string): never => command.error(message, { exitCode: exitCodes.wrongUsage });
      const { pairs, out, template } = flags;
      if (pairs === undefined) return wrong("Say where the pairs are: --pairs FILE.jsonl.");
      if (out === undefined) return wrong("Say where the document is to be written: --out FILE.shots.");
      const selector = readSelector(flags.selector);
      if (selector === undefined)
        return wrong(
          `--selector ${flags.selector}: that is none of random, bm25, vectors, hybrid, mmr, clusters, coverage, consensus.`,
        );
      if (!isTemplate(template)) return wrong(`--template ${template}: that is none of completion, chat, xml, json.`);
      const folder = { ...flags, folder: dirname(resolve(pairs)) };
      return runOnFolder(folder, async (opened, output, signal) => {
        const read = await readPairs(resolve(pairs), signal);
        if (!read.ok) {
          output.note(read.failure.message);
          return exitCodes.wrongUsage;
        }
        noteRowProblems(pairs, read.value, output);
        if (read.value.pairs.length === 0) {
          output.note(`${pairs} holds no pair. Mine some with shots mine, or write rows { "text", "label" }.`);
          return exitCodes.failed;
        }
        const wanted = { pairs: read.value.pairs, inputs: flags.input === undefined ? [] : [flags.input] };
        const comparesVectors = selector.selector !== "random" && selector.selector !== "bm25";
        const bar = output.progress("Embedding");
        const { pool, duplicates, inputs } = await readyPool(
          wanted,
          {
            detect: await loadLanguageDetector(),
            ...(flags.vectors === "all" && comparesVectors ? { vectors: inputVectorsOf(opened) } : {}),
          },
          { signal, note: output.note, onEmbedded: (done, total) => bar.update(done, total) },
        ).finally(() => bar.stop());
        const counter = await createTokenCounters(() => opened.settings["askDocs.fewShot.tokenizers"])(flags.model);
        const { k, order, seed, budget, task, model, input } = flags;
        const built = buildShots(pool, counter, {
          ...selector,
          order,
          k,
          seed,
          template,
          ...(budget === undefined ? {} : { budget }),
          ...(task === undefined ? {} : { task }),
          ...(model === undefined ? {} : { model }),
          ...(inputs[0] === undefined ? {} : { input: inputs[0] }),
          // A demonstration that says the same would give the answer away.
          ...(input === undefined ? {} : { excluded: new Set(duplicates.find(input).map(({ index }) => index)) }),
        });
        tell(built, flags, counter, output);
        try {
          await writeFile(resolve(out), serialiseShots(built.document));
        } catch (error) {
          output.note(`${out} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
          return exitCodes.failed;
        }
        const count = built.document.demonstrations.length;
        const summary = {
          out,
          demonstrations: count,
          tokens: built.tokens,
          estimated: counter.isEstimate,
          dropped: built.dropped,
        };
        output.result(
          output.json
            ? JSON.stringify(summary)
            : `${out}: ${count} demonstrations, ${built.tokens} tokens by ${counter.name}.`,
        );
        return exitCodes.done;
      });
    });

function tell(
  { document, dropped, faults }: BuiltShots,
  { k, budget }: BuildFlags,
  counter: TokenCounter,
  output: Output,
): void {
  const found = document.demonstrations.length + dropped.length;
  if (found < k) output.note(`There are only ${found} pairs to choose from, not ${k}.`);
  const [label] = document.frontMatter.labels ?? [];
  if (document.frontMatter.labels?.length === 1)
    output.note(`Every pair has the same label, ${label ?? ""}: a model would learn nothing but that.`);
  if (dropped.length > 0) {
    output.note(`${budget ?? 0} tokens have no room for ${dropped.length} of them (by ${counter.name}):`);
    for (const text of dropped) output.note(`  ${text.replace(/\s+/gu, " ").slice(0, 100)}`);
  }
  for (const { demonstration, field = "", found: held } of faults)
    output.note(`Demonstration ${demonstration + 1}: its ${field} holds ${JSON.stringify(held)}, which ends a field.`);
}
