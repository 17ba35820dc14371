import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { manifestFile, type ModelManifest } from "../embedder/modelManifest.ts";

/** Folder, beside the models, that holds what is not installed yet; on the same disk, so that it can be renamed. */
const downloads = ".downloads";

/** Name of a model's files beside others, without the slash. */
const flat = (name: string): string => name.replaceAll("/", "--");

/** Where the files of a model gather. @param mark tells attempts apart that must not be mixed, such as a commit. */
export const stagingFolder = (root: string, name: string, mark: string): string =>
  join(root, downloads, `${flat(name)}@${mark}`);

/** Whether a folder of the staging place belongs to a model. */
export const isStagingOf = (entry: string, name: string): boolean => entry.startsWith(`${flat(name)}@`);

export const stagingPlace = (root: string): string => join(root, downloads);

export const lockFile = (root: string, name: string): string => join(root, downloads, `${flat(name)}.lock`);

/** Writes the description of a whole model beside its files and moves it to its place, in place of what stood there. */
export async function placeModel(staging: string, root: string, manifest: ModelManifest): Promise<string> {
  await writeFile(join(staging, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  const target = join(root, manifest.name);
  const old = `${staging}.old`;
  await rm(old, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  const replaces = await exists(target);
  if (replaces) await rename(target, old);
  try {
    await rename(staging, target);
  } catch (error) {
    if (replaces) await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
  return target;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
