import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../../core/result.ts";
import type { HubFile } from "./hub.ts";

/** A file to install: which one of the repository, and its path in the model's folder. */
export interface ChosenFile<T extends Pick<HubFile, "path"> = HubFile> {
  readonly from: T;
  readonly to: string;
}

const besides = ["config.json", "tokenizer.json", "tokenizer_config.json"];

/** Where the weights stand once installed, whatever they were called. */
export const weightsPath = "onnx/model_quantized.onnx";

/** Weights that can be used, the best first: 8 bits as the hub's converters name them, 8 bits otherwise, then 32 bits. */
const weightNames: readonly RegExp[] = [
  /^(onnx\/)?model_quantized\.onnx$/u,
  /^(onnx\/)?model_(u?int8|qu?int8)\.onnx$/u,
  /^(onnx\/)?model_qu?int8_.*\.onnx$/u,
  /^(onnx\/)?model\.onnx$/u,
];

/** Chooses the files that make a model; fails with "model-unusable" where one is missing. `place`: for the sentence. */
export function chooseFiles<T extends Pick<HubFile, "path">>(
  files: readonly T[],
  place: string,
): Result<readonly ChosenFile<T>[]> {
  const weights = weightNames.flatMap((name) => files.filter(({ path }) => name.test(path)).sort(byPath))[0];
  if (weights === undefined)
    return failure(
      "model-unusable",
      t("{0} holds no ONNX weights (onnx/model_quantized.onnx or another of 8 bits). Look for a repository of the same model with ONNX weights, such as those of Xenova or onnx-community.", place),
    );
  const chosen: ChosenFile<T>[] = [];
  for (const path of besides) {
    const from = files.find((file) => file.path === path);
    if (from === undefined)
      return failure("model-unusable", t("{0} holds no {1}, without which the model cannot be used.", place, path));
    chosen.push({ from, to: path });
  }
  return success([...chosen, { from: weights, to: weightsPath }]);
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);
