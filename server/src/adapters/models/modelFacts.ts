import { t } from "@vscode/l10n";
import { z } from "zod";
import { failure, success, type Result } from "../../core/result.ts";
import { familyOf } from "./knownModels.ts";

/** How a model's vectors are made, as far as its files and names tell. */
export interface ModelFacts {
  readonly pooling: "mean" | "cls";
  readonly prefixes: { readonly question: string; readonly passage: string };
  readonly maxTokens: number;
  /** Components of a vector, where a description says it. */
  readonly dimensions?: number;
  /** What had to be guessed, a sentence each. */
  readonly notes: readonly string[];
}

/** What the person says of the model; goes before all that its files say. */
export interface ModelChoices {
  readonly pooling?: "mean" | "cls" | undefined;
  readonly questionPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
}

/** Reads a JSON file of a model by its path; undefined where there is none. */
export type ReadJson = (path: string) => Promise<Result<unknown>>;

/** Passages are shorter than this, and longer windows take memory; tokens. */
const longestWindow = 512;

const modulesSchema = z.array(z.object({ path: z.string(), type: z.string() }));
const poolingSchema = z.object({
  word_embedding_dimension: z.number().int().positive().optional(),
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
});
const promptsSchema = z.object({ prompts: z.record(z.string(), z.string()).default({}) });
const windowSchema = z.object({
  model_max_length: z.number().positive().optional(),
  max_seq_length: z.number().positive().nullish(),
});
const configSchema = z.object({
  model_type: z.string().optional(),
  hidden_size: z.number().int().positive().optional(),
  dim: z.number().int().positive().optional(),
  n_embd: z.number().int().positive().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
});

/** Positions that models of these kinds keep for themselves. */
const keptPositions: Readonly<Record<string, number>> = { roberta: 2, "xlm-roberta": 2, camembert: 2, mpnet: 2 };

/**
 * Tells how a model is used: by the person's choices, then by the files that sentence-transformers writes (the model's
 * own, then those of the model it was made from), then by what is known of its family, by name.
 */
export async function readModelFacts(sources: {
  /** Names it goes by: its own, and that of the model it was made from. */
  readonly names: readonly string[];
  readonly own: ReadJson;
  readonly base?: ReadJson | undefined;
  readonly choices?: ModelChoices | undefined;
}): Promise<Result<ModelFacts>> {
  const { names, own, base, choices = {} } = sources;
  const read = async <T>(schema: z.ZodType<T>, path: string): Promise<Result<T | undefined>> => {
    for (const reader of base === undefined ? [own] : [own, base]) {
      const found = await reader(path);
      if (!found.ok) return found;
      const parsed = schema.safeParse(found.value);
      if (parsed.success) return success(parsed.data);
    }
    return success(undefined);
  };
  const files = await readAll(read);
  if (!files.ok) return files;
  const { modules = [], pooling, prompts, windows, config } = files.value;

  const dense = modules.find(({ type }) => /\.(Dense|CNN|LSTM|WeightedLayerPooling)$/u.test(type));
  if (dense !== undefined)
    return failure("model-unusable", t("{0} puts another layer ({1}) over its weights, which is not supported. Choose another model.", names[0] ?? t("The model"), dense.path));
  const family = familyOf(names);
  const notes: string[] = [];
  const stated = pooling === undefined ? undefined : poolingOf(pooling);
  if (pooling !== undefined && stated === undefined && choices.pooling === undefined)
    return failure("model-unusable", t("{0} pools its tokens neither by their mean nor by the first one, which is not supported. Choose another model.", names[0] ?? t("The model")));
  const chosen = choices.pooling ?? stated ?? family?.pooling;
  if (chosen === undefined)
    notes.push(t("Nothing tells how its vectors are pooled; the mean of all tokens is taken, as most models have it."));
  const dimensions = pooling?.word_embedding_dimension ?? config?.hidden_size ?? config?.dim ?? config?.n_embd;
  return success({
    pooling: chosen ?? "mean",
    prefixes: {
      question: choices.questionPrefix ?? prompts.question ?? family?.question ?? "",
      passage: choices.passagePrefix ?? prompts.passage ?? family?.passage ?? "",
    },
    maxTokens: Math.min(longestWindow, ...windows),
    ...(dimensions === undefined ? {} : { dimensions }),
    notes,
  });
}

type Read = <T>(schema: z.ZodType<T>, path: string) => Promise<Result<T | undefined>>;

async function readAll(read: Read) {
  const modules = await read(modulesSchema, "modules.json");
  if (!modules.ok) return modules;
  const poolingModule = modules.value?.find(({ type }) => type.endsWith(".Pooling"))?.path ?? "1_Pooling";
  const pooling = await read(poolingSchema, `${poolingModule}/config.json`);
  if (!pooling.ok) return pooling;
  const prompts = await read(promptsSchema, "config_sentence_transformers.json");
  if (!prompts.ok) return prompts;
  const config = await read(configSchema, "config.json");
  if (!config.ok) return config;
  const tokenizer = await read(windowSchema, "tokenizer_config.json");
  if (!tokenizer.ok) return tokenizer;
  const sentences = await read(windowSchema, "sentence_bert_config.json");
  if (!sentences.ok) return sentences;
  const positions = config.value?.max_position_embeddings;
  const kept = keptPositions[config.value?.model_type ?? ""] ?? 0;
  return success({
    modules: modules.value,
    pooling: pooling.value,
    prompts: promptsOf(prompts.value?.prompts ?? {}),
    config: config.value,
    windows: [
      tokenizer.value?.model_max_length,
      sentences.value?.max_seq_length,
      positions === undefined ? undefined : positions - kept,
    ].flatMap((tokens) => (tokens === undefined || tokens === null || tokens < 1 ? [] : [Math.floor(tokens)])),
  });
}

function poolingOf(stated: z.infer<typeof poolingSchema>): "mean" | "cls" | undefined {
  if (stated.pooling_mode_cls_token === stated.pooling_mode_mean_tokens) return undefined;
  return stated.pooling_mode_cls_token ? "cls" : "mean";
}

/** Prompts are named as their makers like; all of them empty is what programs write where nobody has said anything. */
function promptsOf(prompts: Readonly<Record<string, string>>): { question?: string; passage?: string } {
  const named = (...names: readonly string[]): string | undefined => names.flatMap((name) => prompts[name] ?? [])[0];
  const question = named("query", "retrieval.query", "search_query");
  const passage = named("passage", "document", "retrieval.passage", "search_document");
  if ((question ?? "") === "" && (passage ?? "") === "") return {};
  return { question: question ?? "", passage: passage ?? "" };
}
