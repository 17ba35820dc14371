import type { Embedder } from "../../core/ports.ts";
import type { Bundle } from "../../../../protocol/translate.ts";
import type { EmbedderSettings, RuntimeDescription } from "./embedderHost.ts";

/** How the embedder's process is run. Times in milliseconds, memory in bytes. */
export interface EmbedderProcessOptions {
  /** Path of the process's script: `embedderChild`, built, or its source where Node strips types. */
  readonly entry: string;
  /** Folder name of the model. */
  readonly model: string;
  /** Folders that may hold it, the first with a whole copy wins. */
  readonly roots: readonly string[];
  readonly log?: (message: string) => void;
  /** Told the few things that people should know: that WebAssembly takes over, or what is wrong with a setting. */
  readonly warn?: (message: string) => void;
  /** Default: the native build while it holds, in the program that runs this process. */
  readonly settings?: EmbedderSettings;
  /** JSON file in which crashes of the native build are remembered; without it they are forgotten at the end. */
  readonly memoryFile?: string;
  /** Versions of editor and extension, in any form: with another one, remembered crashes are forgotten. */
  readonly version?: string;
  /** Translations of the process's sentences, by key; none: English. */
  readonly texts?: Bundle;
  /** Threads of one inference; default: as many as cores, 4 at most. */
  readonly threads?: number;
  /** The program that runs the script where no setting names one; default: the one that runs this process. */
  readonly execPath?: string;
  /** Whether that program is Electron; default: whether this process is. */
  readonly underElectron?: boolean;
  /** Passages sent ahead, so that the process never waits; default 3. */
  readonly window?: number;
  /** Texts that wait, at most; more are refused; default 10,000. */
  readonly mostWaiting?: number;
  /** Time without work after which the process is ended; default 60,000. */
  readonly idleAfter?: number;
  /** Time without a sign of life after which a process with work is held to hang, and is ended; default 120,000. */
  readonly stuckAfter?: number;
  /** The same for the native runtime once the model is loaded, which answers a text in a second; default 20,000. */
  readonly hungAfter?: number;
  /** Memory over which the process is replaced, between two texts; default 900 MB, never less than 200 MB over its start. */
  readonly memoryCeiling?: number;
  /** How long a model that could not be loaded is taken for unusable before it is tried again; default 30,000. */
  readonly retryLoadAfter?: number;
}

/** An embedder in a process of its own. */
export interface EmbedderProcess extends Embedder {
  /** Takes other settings; a process that runs is replaced when it has answered what it has. */
  configure(settings: EmbedderSettings): void;
  /** What runs the model, or would; starts nothing. */
  runtime(): Promise<RuntimeDescription>;
}
