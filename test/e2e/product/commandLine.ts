import path from "node:path";
import { runProgram } from "../host/command.ts";
import { projectNode, repositoryRoot } from "../host/paths.ts";

interface CommandLinePlace {
  readonly path: string;
  readonly startLine: number;
  readonly quote: string;
}

/** What `ask-docs ask --json` prints, as far as it is compared. */
export interface CommandLineAnswer {
  readonly sentences: readonly { readonly text: string }[];
  readonly citations: readonly CommandLinePlace[];
  readonly nearest: readonly CommandLinePlace[];
  readonly abstained: boolean;
  readonly confidence: number;
}

/**
 * Asks a folder by the command line as it was built last, with all vectors: without, a question on a busy machine may have
 * fewer than the editor. Its index goes into the folder, where nothing is indexed from.
 */
export async function commandLineAnswer(question: string, folder: string): Promise<CommandLineAnswer> {
  const program = path.join(repositoryRoot, "dist/cli.js");
  const args = ["ask", question, "--folder", folder, "--vectors", "all", "--json"];
  const { output } = await runProgram(projectNode(), [program, ...args]);
  const json = output.split("\n").find((line) => line.startsWith("{"));
  if (json === undefined) throw new Error(`The command line gave no answer: ${output}`);
  return JSON.parse(json) as CommandLineAnswer;
}
