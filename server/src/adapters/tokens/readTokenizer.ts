import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import { estimatedTokens, type TokenCounter } from "../../core/fewShot/tokens/tokenCounter.ts";

/** The largest that is known has 33 MB. */
const mostBytes = 100_000_000;

/**
 * Reads a model's own tokenizer, as hubs and `transformers` keep it: `tokenizer.json`, perhaps with
 * `tokenizer_config.json` beside it.
 *
 * @param folder holds a folder for each model, called as the model or as the last part of its name.
 * @returns undefined where there is none; an estimate that says why where it cannot be used.
 */
export async function readTokenizer(folder: string, model: string): Promise<TokenCounter | undefined> {
  const names = [...new Set([model, model.replace(/^.*\//u, ""), model.replace(/:[^:]*$/u, "")])];
  for (const name of names) {
    // A name is a folder in the folder, never a way out of it.
    if (name === "" || name.split("/").some((part) => /^\.{0,2}$/u.test(part)) || /[\\:*?"<>|]/u.test(name)) continue;
    const file = join(folder, name, "tokenizer.json");
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) continue;
    if (size > mostBytes) return unusable(file, t("it is larger than 100 MB"));
    try {
      return await load(file, name);
    } catch (error) {
      return unusable(file, error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

/** Its types name files without their endings, which TypeScript does not resolve. */
interface Tokenizers {
  readonly Tokenizer: new (
    tokenizer: object,
    configuration: object,
  ) => {
    encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: readonly number[] };
    decode(tokens: readonly number[]): string;
  };
}

async function load(file: string, name: string): Promise<TokenCounter> {
  const { Tokenizer } = (await import("@huggingface/tokenizers")) as unknown as Tokenizers;
  const own = JSON.parse(await readFile(file, "utf8")) as object;
  const configuration = await readFile(file.replace(/\.json$/u, "_config.json"), "utf8").then(
    (text) => JSON.parse(text) as object,
    () => ({}),
  );
  const tokenizer = new Tokenizer(own, configuration);
  const tokensOf = (text: string): readonly number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return {
    name: t("the tokenizer of {0}", name),
    isEstimate: false,
    count: (text) => tokensOf(text).length,
    pieces: (text) => tokensOf(text).map((token) => tokenizer.decode([token])),
  };
}

const unusable = (file: string, why: string): TokenCounter => ({
  ...estimatedTokens,
  name: t("{0} ({1} cannot be used: {2})", estimatedTokens.name, file, why.replace(/\.$/u, "")),
});
