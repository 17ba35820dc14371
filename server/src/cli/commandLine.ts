import { Command, InvalidArgumentError, Option } from "commander";

/** Exit codes of the contract. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, notAnswered: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command with the options that every command on a folder has. */
export function folderCommand(name: string, summary: string): Command {
  return new Command(name)
    .description(summary)
    .option("--folder <dir>", "the folder of documents (default: the current one)")
    .option("--index-dir <dir>", "where the index is kept (default: .ask-docs in the folder)")
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write JSON to stdout");
}

export const vectorsOption = (preset: string): Option =>
  new Option("--vectors <which>", "embed everything first, only the question's own candidates, or nothing")
    .choices(["all", "question-first", "none"])
    .default(preset);

export const modeOption = (): Option =>
  new Option("--mode <mode>", "which legs search").choices(["hybrid", "bm25", "vector"]).default("hybrid");

/** Reads a whole number of at least `least`, or says what is wrong with it. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`It must be a whole number of ${least} or more.`);
    return number;
  };
}
