import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings, type Settings } from "../../../protocol/settings.ts";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import type { EmbedderProcess } from "../adapters/embedder/embedderOptions.ts";
import { createEmbedderProcess } from "../adapters/embedder/embedderProcess.ts";
import { describeModel } from "../adapters/embedder/modelFolder.ts";
import { openStore, type OpenStore } from "../adapters/sqlite/openStore.ts";
import { createEgressGate, type EgressGate } from "../adapters/egress/egressGate.ts";
import { createEgressLog, type EgressLog } from "../adapters/egress/egressLog.ts";
import { createSystemClock } from "../adapters/systemClock.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { createDocumentParsers } from "../core/documents/documentParsers.ts";
import type { InputVectors } from "../core/fewShot/selection/embedInputs.ts";
import type { Hash } from "../core/ports.ts";
import { failure, success, type Result } from "../core/result.ts";
import { createService, type Service } from "../core/service.ts";
import { modelRootsOf } from "./modelRoots.ts";
import { productVersion } from "../productVersion.ts";
import type { Output } from "./output.ts";

/** The flags that every command on a folder takes. */
export interface FolderFlags {
  readonly folder?: string;
  readonly indexDir?: string;
  /** Holds the vectors; `indexDir` when not given. */
  readonly vectorDir?: string;
  /** `KEY=VALUE`, with the editor's setting names. */
  readonly set?: readonly string[];
  /** Only looks at the index, so that a command that writes is not kept from it. */
  readonly reads?: boolean;
  /** Starts the model's process at once, so that it loads while the index does. */
  readonly warmUp?: boolean;
}

export interface OpenFolder {
  readonly service: Service;
  readonly settings: Settings;
  readonly model: string;
  /** Absolute. */
  readonly path: string;
  /** Absolute. */
  readonly indexDir: string;
  readonly store: OpenStore;
  readonly embedder: EmbedderProcess;
  readonly egress: EgressGate;
  close(): Promise<void>;
}

export const sha256: Hash = (data) => createHash("sha256").update(data).digest("hex");

/** What embeds inputs of few-shot prompts, with the folder's store. */
export const inputVectorsOf = ({ embedder, store, model }: OpenFolder): InputVectors => ({
  ...{ embedder, model },
  vectors: store.vectors,
  hash: sha256,
});

/** Path of the embedder's script, built or as source. */
export function embedderEntry(): string {
  // Built, this may stand in a file that bundles share: only its ending tells.
  const isSource = import.meta.url.endsWith(".ts");
  return fileURLToPath(new URL(isSource ? "../adapters/embedder/embedderChild.ts" : "./embedder.js", import.meta.url));
}

/** `KEY=VALUE` with the value as JSON where it is JSON, else as text. */
function parseAssignments(assignments: readonly string[]): Result<Readonly<Record<string, unknown>>> {
  const given: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    if (equals < 1)
      return failure(
        "bad-setting",
        `--set ${assignment}: write it as KEY=VALUE, with a setting's name as in the editor.`,
      );
    const value = assignment.slice(equals + 1);
    try {
      given[assignment.slice(0, equals)] = JSON.parse(value);
    } catch {
      given[assignment.slice(0, equals)] = value;
    }
  }
  return success(given);
}

/** Reads the settings of `--set`; the first mistake is a failure. */
export function settingsOf(flags: Pick<FolderFlags, "set">): Result<Settings> {
  const given = parseAssignments(flags.set ?? []);
  if (!given.ok) return given;
  const { settings, problems } = readSettings(given.value);
  const [problem] = problems;
  return problem === undefined ? success(settings) : failure("bad-setting", problem.message);
}

/** Where the index of a folder is kept. */
export const indexDirOf = ({ folder = ".", indexDir }: FolderFlags): string =>
  resolve(indexDir ?? join(resolve(folder), ".ask-docs"));

/** Where what leaves the machine is recorded, beside an index or the models. */
export const openEgressLog = (place: string, output: Output, reads = false): EgressLog =>
  createEgressLog({
    ...{ place: join(place, "egress"), clock: createSystemClock(), reads },
    warn: (message) => output.note(message),
  });

/** The way out of the machine, with its record beside an index or the models. */
export const egressOf = (place: string, settings: Settings, output: Output): EgressGate =>
  createEgressGate({ log: openEgressLog(place, output), isOffline: () => settings["askDocs.offline"] });

/** Opens a folder's index for the command line: disk, SQLite, the model's process and the core, wired by hand. */
export async function openFolder(flags: FolderFlags, output: Output): Promise<Result<OpenFolder>> {
  const settings = settingsOf(flags);
  if (!settings.ok) return settings;
  const folder = resolve(flags.folder ?? ".");
  const parsers = createDocumentParsers();
  const workspace = await createDiskWorkspace(folder, {
    extensions: parsers.extensions,
    ...(settings.value["askDocs.include"].length > 0 ? { include: settings.value["askDocs.include"] } : {}),
    exclude: settings.value["askDocs.exclude"],
    maxFileSize: settings.value["askDocs.maxFileSizeMb"] * 1e6,
    maxFiles: settings.value["askDocs.maxFiles"],
  });
  if (!workspace.ok) return workspace;
  const indexDir = indexDirOf(flags);
  const store = openStore({
    indexDir,
    reads: flags.reads === true,
    ...(flags.vectorDir === undefined ? {} : { vectorDir: flags.vectorDir }),
  });
  if (!store.ok) return store;
  for (const warning of store.value.warnings) output.note(warning);
  const model = settings.value["askDocs.model.name"];
  const roots = modelRootsOf(settings.value);
  const described = await describeModel(model, roots, settings.value["askDocs.model.revision"]);
  if (!described.ok) output.note(described.failure.message);
  const embedder = createEmbedderProcess({
    entry: embedderEntry(),
    model,
    roots,
    settings: { runtime: settings.value["askDocs.embedder.runtime"], node: settings.value["askDocs.embedder.node"] },
    memoryFile: join(indexDir, "embedder.json"),
    version: productVersion,
    warn: (message) => output.note(message),
  });
  if (flags.warmUp === true && described.ok) void embedder.describe();
  const service = createService({
    workspace: workspace.value,
    store: store.value,
    embedder,
    model: described.ok ? described.value : { id: "none", dimensions: 384 },
    parsers,
    loadDetector: loadLanguageDetector,
    hash: sha256,
    clock: createSystemClock(),
  });
  const egress = egressOf(indexDir, settings.value, output);
  return success({
    egress,
    service,
    settings: settings.value,
    model: described.ok ? described.value.id : "none",
    indexDir,
    path: folder,
    store: store.value,
    embedder,
    async close() {
      await egress.close();
      await embedder.close();
      store.value.close();
    },
  });
}
