import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../../core/result.ts";
import { bundledModel, describeModel, readModelManifest } from "../embedder/modelFolder.ts";
import { modelName } from "../embedder/modelManifest.ts";
import { isStagingOf, stagingPlace } from "./placeModel.ts";

/** A model that is there. */
export interface PresentModel {
  readonly name: string;
  readonly kind: "bundled" | "installed";
  readonly bytes: number;
  readonly dimensions: number;
  readonly licence: string;
  /** ISO 639 codes; not there where they are unknown, or many. */
  readonly languages?: readonly string[];
  /** Commit at the hub; not there for one that did not come from a hub. */
  readonly revision?: string;
  /** Why it cannot be used. */
  readonly problem?: string;
}

/** Lists the models under the roots, the bundled ones first. @param roots in the order in which models are looked for. */
export async function listModels(roots: readonly string[]): Promise<readonly PresentModel[]> {
  const found = new Map<string, PresentModel>();
  for (const root of roots) {
    for (const name of await namesUnder(root)) {
      const model = found.has(name) ? undefined : await present(root, name);
      if (model !== undefined) found.set(name, model);
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(b.kind === "bundled") - Number(a.kind === "bundled") || (a.name < b.name ? -1 : 1),
  );
}

async function namesUnder(root: string): Promise<readonly string[]> {
  const folders = async (place: string): Promise<readonly string[]> => {
    const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name);
  };
  const names: string[] = [];
  for (const name of await folders(root)) {
    names.push(name);
    for (const inner of await folders(join(root, name))) names.push(`${name}/${inner}`);
  }
  return names.filter((name) => modelName.test(name));
}

async function present(root: string, name: string): Promise<PresentModel | undefined> {
  const manifest = await readModelManifest(root, name);
  if (manifest === undefined) return undefined;
  const kind = name === bundledModel ? "bundled" : "installed";
  if (!manifest.ok)
    return { name, kind, bytes: 0, dimensions: 0, licence: "not stated", problem: manifest.failure.message };
  const { files, dimensions, licence, languages, revision } = manifest.value;
  const described = await describeModel(name, [root]);
  return {
    name,
    kind,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    dimensions,
    licence,
    ...(languages === undefined ? {} : { languages }),
    ...(revision === undefined ? {} : { revision }),
    ...(described.ok ? {} : { problem: described.failure.message }),
  };
}

/** Removes an installed model with what was begun of it; vectors that it made are kept, for the case that it comes back. */
export async function removeModel(root: string, name: string): Promise<Result<undefined>> {
  if (name === bundledModel)
    return failure("model-unusable", t("{0} comes with Ask Docs and cannot be removed. Choose another model instead.", name));
  const there = modelName.test(name) && (await namesUnder(root)).includes(name) && (await readModelManifest(root, name)) !== undefined;
  const begun = (await readdir(stagingPlace(root)).catch(() => [])).filter((entry) => isStagingOf(entry, name));
  if (!there && begun.length === 0)
    return failure("model-missing", t("No model \"{0}\" is installed in {1}; ask-docs model list shows those that are.", name, root));
  for (const entry of begun) await rm(join(stagingPlace(root), entry), { recursive: true, force: true });
  if (there) await rm(join(root, name), { recursive: true, force: true });
  return success(undefined);
}
