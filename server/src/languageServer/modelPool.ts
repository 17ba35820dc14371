import { join } from "node:path";
import type { Settings } from "../../../protocol/settings.ts";
import type { InitializationOptions } from "../../../protocol/serverMessages.ts";
import { bundledModel } from "../adapters/embedder/modelFolder.ts";
import type { EmbedderProcess } from "../adapters/embedder/embedderOptions.ts";
import { folderOfSetting } from "../adapters/models/modelPlace.ts";
import type { Embedder, ModelDescription } from "../core/ports.ts";
import { success, type Result } from "../core/result.ts";
import { embedderSettingsOf } from "./editorSettings.ts";
import type { LanguageServerPorts } from "./ports.ts";

/** A model that is there, with the embedder that runs it on need. */
export interface ReadyModel {
  readonly name: string;
  readonly description: ModelDescription;
  readonly embedder: Embedder;
  /** What runs it, or would; not given for a model that is not there. */
  readonly runtime?: EmbedderProcess["runtime"];
}

/** The models of one window: while a folder changes from one to another, both are run. */
export interface ModelPool {
  /** The model of the settings. */
  wanted(): Promise<Result<ReadyModel>>;
  /** A model by its name, of whatever revision. */
  open(name: string): Promise<Result<ReadyModel>>;
  readonly bundledName: string;
  /** Folders that models are looked for in, and the one that they are installed in. */
  roots(): readonly string[];
  installRoot(): string;
  /** Takes the embedders' settings as they are now. */
  configure(): void;
  close(): Promise<void>;
}

/** @param gated puts the backlog of an embedder behind what matters more. */
export function createModelPool(parts: {
  readonly ports: Pick<LanguageServerPorts, "describeModel" | "createEmbedder">;
  readonly options: InitializationOptions;
  readonly settings: () => Settings;
  readonly gated: (embedder: Embedder) => Embedder;
  readonly log: (message: string) => void;
  readonly warn: (message: string) => void;
}): ModelPool {
  const { ports, options, settings, gated, log, warn } = parts;
  const running = new Map<string, { readonly ready: ReadyModel; readonly process: EmbedderProcess }>();

  const installRoot = (): string => {
    const folder = settings()["askDocs.model.folder"];
    return folder === "" ? join(options.storagePath, "models") : folderOfSetting(folder);
  };
  const roots = (): readonly string[] => [...options.modelRoots, installRoot()];

  async function open(name: string, revision?: string): Promise<Result<ReadyModel>> {
    const described = await ports.describeModel(name, roots(), revision);
    if (!described.ok) return described;
    const { id } = described.value;
    const known = running.get(id);
    if (known !== undefined) return success(known.ready);
    const process = ports.createEmbedder({
      model: name,
      roots: roots(),
      settings: embedderSettingsOf(settings()),
      memoryFile: join(options.storagePath, "embedder.json"),
      version: options.version,
      ...(options.bundle === undefined ? {} : { texts: options.bundle }),
      log,
      warn,
    });
    const ready: ReadyModel = {
      name,
      description: described.value,
      embedder: gated(process),
      runtime: () => process.runtime(),
    };
    running.set(id, { ready, process });
    return success(ready);
  }

  return {
    wanted: () => open(settings()["askDocs.model.name"], settings()["askDocs.model.revision"]),
    open: (name) => open(name),
    bundledName: bundledModel,
    roots,
    installRoot,
    configure() {
      for (const { process } of running.values()) process.configure(embedderSettingsOf(settings()));
    },
    async close() {
      await Promise.all([...running.values()].map(({ process }) => process.close()));
    },
  };
}
