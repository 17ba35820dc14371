import type { Bundle } from "../../../protocol/translate.ts";
import type { EmbedderSettings } from "../adapters/embedder/embedderHost.ts";
import type { EmbedderProcess } from "../adapters/embedder/embedderOptions.ts";
import type { PowerSource } from "../adapters/machine/power.ts";
import type { OpenStore, StoreOptions } from "../adapters/sqlite/openStore.ts";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";
import type { ParserRegistry } from "../core/documents/parsers.ts";
import type { FindSensitive } from "../core/fewShot/mining/sensitive.ts";
import type { TokenCounterOf } from "../core/fewShot/tokens/tokenCounter.ts";
import type { LanguageDetector } from "../core/language/detect.ts";
import type { Clock, Hash, ModelDescription, Workspace } from "../core/ports.ts";
import type { Result } from "../core/result.ts";

/** What an embedder is made of, besides its program and its model. */
export interface EmbedderParts {
  /** Its name. */
  readonly model: string;
  /** Folders that may hold the model. */
  readonly roots: readonly string[];
  readonly settings: EmbedderSettings;
  /** Translations of its sentences, by key. */
  readonly texts?: Bundle;
  /** Where crashes are remembered, and for which versions of editor and extension. */
  readonly memoryFile: string;
  readonly version: string;
  readonly log: (message: string) => void;
  readonly warn: (message: string) => void;
}

/** What the language server needs of the machine it runs on. */
export interface LanguageServerPorts {
  readonly clock: Clock;
  readonly hash: Hash;
  readonly power: PowerSource;
  readonly parsers: ParserRegistry;
  readonly findSensitive: FindSensitive;
  /** @param tokenizers a folder with tokenizers, asked for each time; empty for none. */
  readonly createTokenCounters: (tokenizers: () => string) => TokenCounterOf;
  readonly loadDetector: () => Promise<LanguageDetector>;
  /** Finds a model without starting it. @param roots folders that may hold it. @param revision empty for any. */
  readonly describeModel: (
    name: string,
    roots: readonly string[],
    revision?: string,
  ) => Promise<Result<ModelDescription>>;
  /** Finds a model, comparing the SHA-256 of its files. */
  readonly checkModel: (name: string, roots: readonly string[]) => Promise<Result<ModelDescription>>;
  readonly createEmbedder: (parts: EmbedderParts) => EmbedderProcess;
  readonly openDisk: (folder: string, options: CrawlOptions) => Promise<Result<Workspace>>;
  readonly openStore: (options: StoreOptions) => Result<OpenStore>;
}
