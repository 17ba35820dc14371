import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import type { Failure } from "../../core/result.ts";

/** Where the hub's layout has the 8-bit weights. */
export const weightsFile = "onnx/model_quantized.onnx";

/**
 * The failure of a model one of whose files is at fault; `what` is a clause about it.
 *
 * Files that differ from the model's own description are found before (`openModel`); this is about files that are as
 * they should be and still of no use.
 */
export const modelFault = (path: string, what: string): Failure => ({
  code: "model-damaged",
  message: t(
    "The model's file {0} is of no use: {1}. Choose another model, or install this one again; keywords are searched meanwhile.",
    path,
    what,
  ),
});

/** The fault of the first of some JSON files that is not there or cannot be parsed; undefined where all can. */
export const brokenJson = async (folder: string, names: readonly string[]): Promise<Failure | undefined> => {
  for (const name of names) {
    const path = join(folder, name);
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) return modelFault(path, t("it is missing"));
    try {
      JSON.parse(text);
    } catch (error) {
      return modelFault(path, t("it is not JSON ({0})", reasonOf(error)));
    }
  }
  return undefined;
};

/** What was thrown, in one line without a full stop. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").replace(/\.$/, "");
