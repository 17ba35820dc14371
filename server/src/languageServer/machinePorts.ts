import { createHash } from "node:crypto";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import { createEmbedderProcess } from "../adapters/embedder/embedderProcess.ts";
import { describeModel, openModel } from "../adapters/embedder/modelFolder.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { createPowerSource } from "../adapters/machine/power.ts";
import { openStore } from "../adapters/sqlite/openStore.ts";
import { createSystemClock } from "../adapters/systemClock.ts";
import { createTokenCounters } from "../adapters/tokens/tokenCounterOf.ts";
import { createDocumentParsers } from "../core/documents/documentParsers.ts";
import type { FindSensitive } from "../core/fewShot/mining/sensitive.ts";
import { success } from "../core/result.ts";
import type { LanguageServerPorts } from "./ports.ts";

/** The real disk, SQLite, model and clock. @param embedderEntry path of the embedder's script, built or as source. */
export const createMachinePorts = (embedderEntry: string): LanguageServerPorts => ({
  clock: createSystemClock(),
  hash: (data) => createHash("sha256").update(data).digest("hex"),
  power: createPowerSource(),
  parsers: createDocumentParsers(),
  createTokenCounters,
  findSensitive: createLazySensitiveFinder(),
  loadDetector: loadLanguageDetector,
  describeModel,
  checkModel: async (name, roots) => {
    const found = await openModel(name, roots);
    return found.ok ? success(found.value.description) : found;
  },
  createEmbedder: (parts) => createEmbedderProcess({ entry: embedderEntry, ...parts }),
  openDisk: createDiskWorkspace,
  openStore,
});

/** Its rules take a tenth of a second to load: not before they are needed. */
function createLazySensitiveFinder(): FindSensitive {
  let loading: Promise<FindSensitive> | undefined;
  return async (texts) => {
    loading ??= import("../adapters/sensitive/findSensitive.ts").then((module) => module.createSensitiveFinder());
    return (await loading)(texts);
  };
}
