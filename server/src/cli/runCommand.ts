import type { Command } from "commander";
import type { Failure } from "../core/result.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import { openFolder, type FolderFlags, type OpenFolder } from "./openFolder.ts";
import { createOutput, type Output } from "./output.ts";
import { untilInterrupted } from "./untilInterrupted.ts";

/** What a command on a folder does; resolves to its exit code. */
export type FolderAction = (folder: OpenFolder, output: Output, signal: AbortSignal) => Promise<ExitCode>;

const usageFailures: readonly Failure["code"][] = ["folder-missing", "not-a-folder", "bad-setting", "bad-query"];

const codeOf = ({ code }: Failure): ExitCode =>
  usageFailures.includes(code) ? exitCodes.wrongUsage : exitCodes.failed;

/**
 * Opens the folder, runs the action, closes the folder, and sets the exit code. The first Ctrl-C stops the work at its
 * next safe place, where the index is good; the second ends the process.
 */
export async function runOnFolder(
  flags: FolderFlags & { readonly json?: boolean },
  action: FolderAction,
): Promise<void> {
  const output = createOutput(flags.json === true);
  await untilInterrupted(
    async (signal) => {
      try {
        process.exitCode = await openAndRun(flags, action, output, signal);
      } catch (error) {
        process.exitCode = report(error, signal, output);
      }
    },
    () => output.note("Stopping; what is indexed so far is kept."),
  );
}

/** An index found damaged on the way is set aside when it is opened again, so the action is tried once more. */
async function openAndRun(
  flags: FolderFlags,
  action: FolderAction,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  try {
    return await openOnce(flags, action, output, signal);
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.failure.code !== "index-damaged") throw error;
    output.note(error.failure.message);
    return openOnce(flags, action, output, signal);
  }
}

async function openOnce(
  flags: FolderFlags,
  action: FolderAction,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const opened = await openFolder(flags, output);
  if (!opened.ok) {
    output.note(opened.failure.message);
    return codeOf(opened.failure);
  }
  try {
    return await action(opened.value, output, signal);
  } finally {
    await opened.value.close();
  }
}

function report(error: unknown, signal: AbortSignal, output: Output): ExitCode | 130 {
  if (signal.aborted) return 130;
  if (error instanceof StoreFailure) {
    output.note(error.failure.message);
    return exitCodes.failed;
  }
  throw error;
}

/** Ends with a usage error when a text that must not be empty is. */
export function requireText(command: Command, what: string, text: string): void {
  if (text.trim() === "")
    command.error(`The ${what} is empty; write it in quotes after the command.`, { exitCode: exitCodes.wrongUsage });
}
