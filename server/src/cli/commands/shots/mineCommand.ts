import { resolve } from "node:path";
import { Command } from "commander";
import { exitCodes, wholeNumber } from "../../commandLine.ts";
import type { MiningFlags } from "../../mineFolder.ts";
import { createOutput } from "../../output.ts";
import { untilInterrupted } from "../../untilInterrupted.ts";

interface MineFlags extends Omit<MiningFlags, "out"> {
  readonly out?: string;
  readonly json?: boolean;
}

/** `shots mine`: pairs of input and output from the folder's documents, each with its place. */
export const mineCommand = (): Command =>
  new Command("mine")
    .description("mine pairs of input and output from a folder's documents")
    .option("--folder <dir>", "the folder of documents (default: the current one)")
    .option("--out <file>", "write the pairs here, one JSON object a line")
    .option("--allow-flagged", "keep pairs with secrets or personal data, with their flags", false)
    .option(
      "--per-page <n>",
      "pairs of one page at most, 0 for any number (default: those of all others)",
      wholeNumber(0),
    )
    .option(
      "--per-label <n>",
      "pairs of one label at most, 0 for any number (default: three times the middle label's)",
      wholeNumber(0),
    )
    .option("--negatives <n>", "make so many of which the passage does not answer the question", wholeNumber(0), 0)
    .option("--model <name>", "have this model write questions for paragraphs too; without it nothing is sent anywhere")
    .option("--model-url <url>", "its OpenAI-compatible server; askDocs.chat.url when not given")
    .option("--questions <n>", "paragraphs that the model is asked about at most", wholeNumber(1), 50)
    .option("--seed <n>", "the same seed leaves out the same pairs", wholeNumber(0), 1)
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write JSON to stdout")
    .action(async ({ out, ...flags }: MineFlags, command: Command) => {
      if (out === undefined)
        command.error("Say where the pairs are to be written: --out PAIRS.jsonl.", { exitCode: exitCodes.wrongUsage });
      const output = createOutput(flags.json === true);
      await untilInterrupted(async (signal) => {
        try {
          // Loaded only now: no other command needs the rules for secrets and personal data.
          const { mineFolder } = await import("../../mineFolder.ts");
          process.exitCode = await mineFolder({ ...flags, out: resolve(out) }, output, signal);
        } catch (error) {
          if (!signal.aborted) throw error;
          output.note("Stopped; nothing was written.");
          process.exitCode = 130;
        }
      });
    });
