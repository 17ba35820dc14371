import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { readEndpoint, type ChatEndpoint } from "../../../adapters/chat/endpoint.ts";
import { readPairs } from "../../../adapters/fewShot/readPairs.ts";
import { loadLanguageDetector } from "../../../adapters/languageDetector.ts";
import { createTokenCounters } from "../../../adapters/tokens/tokenCounterOf.ts";
import { buildShots, type BuiltShots } from "../../../core/fewShot/buildShots.ts";
import { serialiseShots } from "../../../core/fewShot/document/serialiseShots.ts";
import {
  isTemplate,
  measuredOrders,
  measuredSelectors,
  readSelector,
  type MeasuredOrder,
} from "../../../core/fewShot/evaluation/build.ts";
import type { ModelFreeSelector } from "../../../core/fewShot/selection/select.ts";
import { readyPool } from "../../../core/fewShot/selection/readyPool.ts";
import type { TokenCounter } from "../../../core/fewShot/tokens/tokenCounter.ts";
import type { BuiltInTemplate } from "../../../core/fewShot/shotsDocument.ts";
import { exitCodes, wholeNumber, type ExitCode } from "../../commandLine.ts";
import { inputVectorsOf, type FolderFlags, type OpenFolder } from "../../openFolder.ts";
import type { Output } from "../../output.ts";
import { runOnFolder } from "../../runCommand.ts";
import { greedyDemonstrations } from "../../shots/greedyDemonstrations.ts";
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
  readonly modelUrl?: string;
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
      "random, bm25, vectors, hybrid, mmr, clusters, coverage, consensus, or greedy (asks the model); with +balanced by label",
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
    .option("--model <name>", "the model that tokens are counted for, and that greedy asks")
    .option(
      "--model-url <url>",
      "its OpenAI-compatible server, for greedy; the key is ASK_DOCS_CHAT_KEY of the environment",
    )
    .addOption(
      new Option("--vectors <which>", "compare by vectors too, or by words alone")
        .choices(["all", "none"])
        .default("all"),
    )
    .option("--index-dir <dir>", "where vectors are kept (default: .ask-docs beside the pairs)")
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write JSON to stdout")
    .action((flags: BuildFlags, command: Command) => {
      const asked = readFlags(flags);
      if (typeof asked === "string") command.error(asked, { exitCode: exitCodes.wrongUsage });
      return runOnFolder({ ...flags, folder: dirname(asked.pairs) }, (opened, output, signal) =>
        buildFromPairs(asked, flags, opened, output, signal),
      );
    });

/** What the flags ask for, once they fit together. */
interface AskedBuild {
  /** Absolute. */
  readonly pairs: string;
  readonly out: string;
  readonly template: BuiltInTemplate;
  readonly balanced: boolean;
  readonly choice:
    | { readonly by: "selector"; readonly selector: ModelFreeSelector }
    | { readonly by: "greedy"; readonly endpoint: ChatEndpoint; readonly model: string };
}

/** A sentence for people where they do not fit. */
function readFlags({ pairs, out, template, selector: name, model, modelUrl }: BuildFlags): AskedBuild | string {
  if (pairs === undefined) return "Say where the pairs are: --pairs FILE.jsonl.";
  if (out === undefined) return "Say where the document is to be written: --out FILE.shots.";
  const read = readSelector(name);
  if (read === undefined) return `--selector ${name}: that is none of ${measuredSelectors.join(", ")}.`;
  if (!isTemplate(template)) return `--template ${template}: that is none of completion, chat, xml, json.`;
  const { selector, balanced } = read;
  const asked = { pairs: resolve(pairs), out: resolve(out), template, balanced };
  if (selector !== "greedy") return { ...asked, choice: { by: "selector", selector } };
  const endpoint = modelUrl === undefined ? undefined : readEndpoint(modelUrl);
  if (model === undefined || endpoint === undefined)
    return "greedy asks a model which demonstrations help: name it by --model NAME --model-url URL.";
  return { ...asked, choice: { by: "greedy", endpoint, model } };
}

async function buildFromPairs(
  { pairs, out, template, balanced, choice }: AskedBuild,
  flags: BuildFlags,
  opened: OpenFolder,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const refused = choice.by === "greedy" ? opened.egress.refusal(choice.endpoint.base) : undefined;
  if (refused !== undefined) {
    output.note(refused.message);
    return exitCodes.wrongUsage;
  }
  const read = await readPairs(pairs, signal);
  if (!read.ok) {
    output.note(read.failure.message);
    return exitCodes.wrongUsage;
  }
  noteRowProblems(pairs, read.value, output);
  if (read.value.pairs.length === 0) {
    output.note(`${pairs} holds no pair. Mine some with shots mine, or write rows { "text", "label" }.`);
    return exitCodes.failed;
  }
  const { k, order, seed, budget, task, model, input } = flags;
  const wanted = { pairs: read.value.pairs, inputs: input === undefined ? [] : [input] };
  const comparesVectors = choice.by === "selector" && choice.selector !== "random" && choice.selector !== "bm25";
  const bar = output.progress("Embedding");
  const { pool, duplicates, inputs } = await readyPool(
    wanted,
    {
      detect: await loadLanguageDetector(),
      ...(flags.vectors === "all" && comparesVectors ? { vectors: inputVectorsOf(opened) } : {}),
    },
    { signal, note: output.note, onEmbedded: (done, total) => bar.update(done, total) },
  ).finally(() => bar.stop());
  const counter = await createTokenCounters(() => opened.settings["askDocs.fewShot.tokenizers"])(model);
  const fitting = { ...(budget === undefined ? {} : { budget }), ...(task === undefined ? {} : { task }) };
  const selector =
    choice.by === "selector"
      ? choice.selector
      : await greedyDemonstrations(
          { ...choice, egress: opened.egress, pool, duplicates: duplicates(), counter, output },
          { ...fitting, balanced, order, k, template, shuffledLabels: false },
          { seed, signal },
        );
  const built = buildShots(pool, counter, {
    ...fitting,
    ...{ selector, balanced, order, k, seed, template },
    ...(model === undefined ? {} : { model }),
    ...(inputs[0] === undefined ? {} : { input: inputs[0] }),
    // A demonstration that says the same would give the answer away.
    ...(input === undefined
      ? {}
      : {
          excluded: new Set(
            duplicates()
              .find(input)
              .map(({ index }) => index),
          ),
        }),
  });
  tell(built, flags, counter, output);
  try {
    await writeFile(out, serialiseShots(built.document));
  } catch (error) {
    output.note(`${out} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
    return exitCodes.failed;
  }
  const count = built.document.demonstrations.length;
  const { tokens, dropped } = built;
  output.result(
    output.json
      ? JSON.stringify({ out: flags.out, demonstrations: count, tokens, estimated: counter.isEstimate, dropped })
      : `${flags.out ?? out}: ${count} demonstrations, ${tokens} tokens by ${counter.name}.`,
  );
  return exitCodes.done;
}

function tell(
  { document, dropped, faults }: BuiltShots,
  { k, budget, selector }: BuildFlags,
  counter: TokenCounter,
  output: Output,
): void {
  const found = document.demonstrations.length + dropped.length;
  // A greedy set ends where nothing more helps.
  if (found < k && !selector.startsWith("greedy"))
    output.note(`There are only ${found} pairs to choose from, not ${k}.`);
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
