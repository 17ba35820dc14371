import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { readEndpoint } from "../../../adapters/chat/endpoint.ts";
import type { ShotsSource } from "../../../adapters/fewShot/readRowSets.ts";
import {
  isTemplate,
  measuredOrders,
  readSelector,
  type MeasuredOrder,
} from "../../../core/fewShot/evaluation/build.ts";
import type { MeasuredSelector } from "../../../core/fewShot/evaluation/builds.ts";
import type { BuiltInTemplate } from "../../../core/fewShot/shotsDocument.ts";
import { exitCodes, wholeNumber } from "../../commandLine.ts";
import { runOnFolder } from "../../runCommand.ts";
import { measureShots } from "../../shots/measureShots.ts";

interface EvaluateFlags {
  readonly data?: string;
  readonly test?: string;
  readonly model?: string;
  readonly modelUrl?: string;
  readonly k: readonly number[];
  readonly selectors: readonly MeasuredSelector[];
  readonly orders: readonly MeasuredOrder[];
  readonly templates: readonly BuiltInTemplate[];
  readonly seeds: readonly number[];
  readonly limit: number;
  readonly devLimit: number;
  readonly out?: string;
  readonly task?: string;
  readonly budget: number;
  readonly concurrency: number;
  readonly callsPerMinute?: number;
  readonly vectors: "all" | "none";
  readonly indexDir?: string;
  readonly set?: readonly string[];
  readonly json?: boolean;
}

/** Reads a list separated by commas; `read` gives undefined for what is none of its values. */
const listOf =
  <T>(what: string, read: (word: string) => T | undefined) =>
  (value: string): readonly T[] =>
    value.split(",").map((word) => {
      const item = read(word.trim());
      if (item === undefined) throw new InvalidArgumentError(`${word.trim()} is no ${what}.`);
      return item;
    });

const count = (word: string): number | undefined => (/^\d{1,4}$/u.test(word) ? Number(word) : undefined);
const selector = (word: string): MeasuredSelector | undefined => readSelector(word);
const order = (word: string): MeasuredOrder | undefined => measuredOrders.find((known) => known === word);
const template = (word: string): BuiltInTemplate | undefined => (isTemplate(word) ? word : undefined);

const selectorsUnlessTold: readonly MeasuredSelector[] = [
  { selector: "random", balanced: false },
  { selector: "bm25", balanced: false },
  { selector: "vectors", balanced: false },
  { selector: "hybrid", balanced: false },
  { selector: "hybrid", balanced: true },
  { selector: "mmr", balanced: false },
  { selector: "consensus", balanced: false },
];

/** `shots evaluate`: what demonstrations are worth to a model, on rows that are not among them. */
export const evaluateShotsCommand = (): Command =>
  new Command("evaluate")
    .description(
      "measure few-shot prompts on a model: zero-shot, selectors, orders, shuffled labels, and the best build",
    )
    .argument("[file]", "a .shots document, measured as it is on the rows of --test")
    .option("--data <dir>", "train.jsonl, test.jsonl and perhaps dev.jsonl: rows { text, label, group? }")
    .option("--test <file>", "rows to be answered")
    .option("--model <name>", "the model")
    .option("--model-url <url>", "its OpenAI-compatible server; the key is ASK_DOCS_CHAT_KEY of the environment")
    .option("--k <list>", "demonstrations, 0 for none", listOf("number", count), [0, 4, 8])
    .option(
      "--selectors <list>",
      "as random,hybrid,hybrid+balanced; greedy asks the model which demonstrations help",
      listOf("selector", selector),
      selectorsUnlessTold,
    )
    .option("--orders <list>", "as similar-last,random", listOf("order", order), ["similar-last"])
    .option("--templates <list>", "that the best build may have", listOf("template", template), ["completion"])
    .option("--seeds <list>", "for what is drawn at random", listOf("number", count), [1, 2, 3])
    .option("--limit <n>", "rows of the test, drawn with the first seed", wholeNumber(1), 400)
    .option("--dev-limit <n>", "rows that the best build is chosen on", wholeNumber(1), 96)
    .option("--out <file>", "the report as JSON; an HTML file is written beside it")
    .option("--task <text>", "what the model is to do, in words, at the beginning of each prompt")
    .option("--budget <n>", "tokens of a prompt at most", wholeNumber(1), 3500)
    .option("--concurrency <n>", "calls at the same time", wholeNumber(1), 1)
    .option("--calls-per-minute <n>", "calls a minute at most", wholeNumber(1))
    .option("--vectors <which>", "all, or none to compare by words alone", "all")
    .option("--index-dir <dir>", "where vectors are kept (default: .ask-docs beside the report)")
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write the report to stdout too")
    .action((file: string | undefined, flags: EvaluateFlags, command: Command) => {
      const wrong = (message: string): never => command.error(message, { exitCode: exitCodes.wrongUsage });
      const { data, test, model, modelUrl, out } = flags;
      const source = sourceOf(file, data, test);
      if (source === undefined)
        return wrong("Name what is to be measured: --data DIR, or a .shots document and --test ROWS.jsonl.");
      if (model === undefined || modelUrl === undefined) return wrong("Name the model: --model NAME --model-url URL.");
      const endpoint = readEndpoint(modelUrl);
      if (endpoint === undefined)
        return wrong(`--model-url ${modelUrl}: that is no http or https address of a server.`);
      if (out === undefined) return wrong("Say where the report is to be written: --out REPORT.json.");
      const report = resolve(out);
      return runOnFolder({ ...flags, folder: dirname(report) }, (opened, output, signal) =>
        measureShots({ ...flags, source, endpoint, model, out: report }, opened, output, signal),
      );
    });

function sourceOf(file?: string, data?: string, test?: string): ShotsSource | undefined {
  if (data !== undefined) return file === undefined ? { kind: "rows", folder: resolve(data) } : undefined;
  if (file === undefined || test === undefined) return undefined;
  return { kind: "document", file: resolve(file), test: resolve(test) };
}
