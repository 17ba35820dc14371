import { z } from "zod";

/** How sure the product must be before it shows an answer. */
const cautionLevels = ["cautious", "balanced", "bold"] as const;

/** Who may write answers, besides the documents themselves. */
const chatProviders = ["none", "editor", "http"] as const;

/** Languages that the interface speaks; auto: the editor's, or English where it speaks none of them. */
const interfaceLanguages = ["auto", "en", "fr", "he", "ru"] as const;

/** Builds of ONNX Runtime to choose from. */
const runtimes = ["auto", "native", "wasm"] as const;

/**
 * Every setting, by the name it has in the editor and after `--set`, with its default. The manifest's
 * `contributes.configuration` and the table in the documentation are checked against this schema.
 */
export const settingsSchema = z.object({
  "askDocs.include": z
    .array(z.string().min(1))
    .default([])
    .describe("Globs of the files to index; empty for every format that can be read."),
  "askDocs.exclude": z
    .array(z.string().min(1))
    .default([])
    .describe("Globs of files and folders to leave out, besides those that .gitignore and .askdocsignore name."),
  "askDocs.maxFileSizeMb": z
    .number()
    .positive()
    .max(500)
    .default(20)
    .describe("Files larger than this, in megabytes, are not indexed."),
  "askDocs.maxFiles": z.number().int().positive().default(100_000).describe("Files indexed in one folder, at most."),
  "askDocs.language": z
    .enum(interfaceLanguages)
    .default("auto")
    .describe(
      "Language of Ask Docs itself, whatever the documents are written in: en, fr, he, ru, or auto for the editor's. Reload the window after a change.",
    ),
  "askDocs.answers.caution": z
    .enum(cautionLevels)
    .default("balanced")
    .describe("How sure an answer must be before it is shown: cautious, balanced or bold."),
  "askDocs.chat.provider": z
    .enum(chatProviders)
    .default("none")
    .describe(
      "The language model that writes answers from the passages found: none (the documents' own words), editor (one that an extension gives to the editor), or http (an OpenAI-compatible server, such as Ollama, LM Studio, llama.cpp or vLLM).",
    ),
  "askDocs.chat.url": z
    .string()
    .default("http://127.0.0.1:11434/v1")
    .describe("Address of the OpenAI-compatible server, where the provider is http."),
  "askDocs.chat.model": z.string().default("").describe("Name of the model at the server, or its id in the editor."),
  "askDocs.chat.strict": z
    .boolean()
    .default(false)
    .describe(
      "Whether sentences of a model that the documents do not bear out are replaced by the documents' own, instead of being shown struck through.",
    ),
  "askDocs.chat.patience": z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(10)
    .describe("Seconds without a word after which a model is given up."),
  "askDocs.offline": z
    .boolean()
    .default(false)
    .describe(
      "Whether nothing but servers on this machine is connected to: no chat model elsewhere or of the editor, and no model hub.",
    ),
  "askDocs.indexing.onBattery": z
    .boolean()
    .default(false)
    .describe("Whether passages are given vectors in the background while the machine runs on battery."),
  "askDocs.model.name": z
    .string()
    .min(1)
    .default("multilingual-e5-small")
    .describe("The embedding model: the one that comes with Ask Docs, or one that is installed, as owner/name."),
  "askDocs.model.revision": z
    .string()
    .default("")
    .describe("The commit, branch or tag at the hub that the model must be of; empty for any."),
  "askDocs.model.mirror": z
    .url({ protocol: /^https?$/ })
    .default("https://huggingface.co")
    .describe("Address of the model hub, or of a mirror of it, that models are installed from."),
  "askDocs.model.proxy": z
    .string()
    .default("")
    .describe("Address of the proxy for installing models; empty for that of the editor or of the environment."),
  "askDocs.model.folder": z
    .string()
    .default("")
    .describe("Folder that installed models are kept in; empty for the extension's or the program's own."),
  "askDocs.fewShot.tokenizers": z
    .string()
    .default("")
    .describe(
      "Folder with the tokenizers of models, NAME/tokenizer.json, by which the tokens of few-shot prompts are counted; empty for OpenAI's alone, and an estimate for others.",
    ),
  "askDocs.fewShot.promptPrice": z
    .number()
    .min(0)
    .default(0)
    .describe("What the chat model takes for a million tokens that it reads, in any currency; 0 where it is unknown."),
  "askDocs.fewShot.answerPrice": z
    .number()
    .min(0)
    .default(0)
    .describe("What the chat model takes for a million tokens that it writes, in the same currency."),
  "askDocs.hover.enabled": z
    .boolean()
    .default(true)
    .describe("Whether hovering over a term that the documents define shows the definition."),
  "askDocs.hover.languages": z
    .array(z.string().min(1))
    .default(["*"])
    .describe("Language identifiers of the files in which definitions are shown on hover; * for all."),
  "askDocs.inline.enabled": z
    .boolean()
    .default(true)
    .describe(
      "Whether lines of notes and comments that ask (Q: …?) can be answered where they stand, by a lens over them.",
    ),
  "askDocs.evaluation.folder": z
    .string()
    .default("")
    .describe(
      "Folder of the workspace that judgements are kept in, such as .ask-docs-eval, where the command line and others can use them; empty for the extension's own storage.",
    ),
  "askDocs.embedder.runtime": z
    .enum(runtimes)
    .default("auto")
    .describe(
      "What runs the embedding model: native (fast), wasm (slower, cannot crash the process), or auto: native until it has crashed twice.",
    ),
  "askDocs.embedder.node": z
    .string()
    .default("")
    .describe("Full path of a Node.js, 20 or newer, that is to run the embedding model; empty for the editor's own.")
    .meta({ scope: "machine" }),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

/**
 * Settings that name a program, a host, a path outside of the workspace or a model: in a restricted workspace they keep
 * their defaults, whoever set them.
 */
export const restrictedSettings: readonly SettingName[] = [
  "askDocs.evaluation.folder",
  "askDocs.embedder.runtime",
  "askDocs.embedder.node",
  "askDocs.model.name",
  "askDocs.model.revision",
  "askDocs.model.mirror",
  "askDocs.model.proxy",
  "askDocs.model.folder",
  "askDocs.fewShot.tokenizers",
  "askDocs.offline",
  "askDocs.chat.provider",
  "askDocs.chat.url",
  "askDocs.chat.model",
];

export interface SettingProblem {
  readonly name: string;
  readonly message: string;
}

/**
 * Reads settings as they come from the editor or the command line. A wrong value is reported and its default taken; the
 * others stand.
 */
export function readSettings(given: Readonly<Record<string, unknown>>): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const accepted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const schema = Object.hasOwn(settingsSchema.shape, name) ? settingsSchema.shape[name as SettingName] : undefined;
    if (schema === undefined) {
      problems.push({ name, message: `There is no setting ${name}.` });
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) accepted[name] = parsed.data;
    else problems.push({ name, message: `${name}: ${z.prettifyError(parsed.error)}; its default is used.` });
  }
  return { settings: settingsSchema.parse(accepted), problems };
}
