import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Settings } from "../../../protocol/settings.ts";
import { defaultModelFolder, folderOfSetting } from "../adapters/models/modelPlace.ts";

/** Beside the bundle when packaged or built, at the repository's root when run from source. */
const bundledRoots = (): readonly string[] =>
  ["../models", "../../../models"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The folder that models are installed in. */
export const installRootOf = (settings: Settings): string =>
  settings["askDocs.model.folder"] === "" ? defaultModelFolder() : folderOfSetting(settings["askDocs.model.folder"]);

/** Where the record of what is fetched from hubs lies, beside the models. */
export const modelRecordOf = (settings: Settings): string => join(installRootOf(settings), ".record");

/** Every folder that may hold models, in the order in which they are looked through. */
export const modelRootsOf = (settings: Settings): readonly string[] => [...bundledRoots(), installRootOf(settings)];
