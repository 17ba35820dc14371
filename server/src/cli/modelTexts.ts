import type { Failure } from "../core/result.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import type { Output } from "./output.ts";

export const sizeAsText = (bytes: number | undefined): string =>
  bytes === undefined ? "size not stated" : `${(bytes / 1e6).toFixed(0)} MB`;

export const languagesAsText = (languages: readonly string[] | undefined): string =>
  languages === undefined ? "languages not stated, or many" : `for ${languages.join(", ")}`;

/** Says why a command on models failed; gives its exit code. */
export function failModel(failure: Failure, output: Output): ExitCode {
  output.note(failure.message);
  return failure.code === "folder-missing" ? exitCodes.wrongUsage : exitCodes.failed;
}
