import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { t } from "@vscode/l10n";
import type { Clock } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { bundledModel, openModel, readModelManifest } from "../embedder/modelFolder.ts";
import { modelName, type ModelManifest } from "../embedder/modelManifest.ts";
import { sha256OfFile } from "./checksum.ts";
import { chooseFiles, weightsPath, type ChosenFile } from "./chooseFiles.ts";
import { diskFailure } from "./hubFailures.ts";
import { acquireInstallLock } from "./installLock.ts";
import { readModelFacts, type ModelChoices } from "./modelFacts.ts";
import { readVectorLength } from "./onnxOutputs.ts";
import { cancelled } from "./persist.ts";
import { lockFile, placeModel, stagingFolder } from "./placeModel.ts";

/** A folder with the hub's layout that a model is to be taken from. */
export interface FolderToInstall {
  readonly folder: string;
  /** What it is to be called; the name of the folder, or that in its own `askdocs.json`, where not given. */
  readonly name?: string | undefined;
  /** What the weights must be, hexadecimal. */
  readonly sha256?: string | undefined;
  readonly choices?: ModelChoices | undefined;
}

/**
 * Copies a model from a folder on this machine and installs it under `root`; gives its name. The folder has the hub's
 * layout; where it holds an `askdocs.json` of its own, that is believed and its files are checked against it.
 */
export async function installFromFolder(
  given: FolderToInstall,
  root: string,
  ports: { readonly clock: Pick<Clock, "sleep">; readonly signal: AbortSignal },
): Promise<Result<string>> {
  const folder = resolve(given.folder);
  try {
    const described = await describeFolder({ ...given, folder });
    if (!described.ok) return described;
    const { manifest, files, described: isDescribed } = described.value;
    if (manifest.name === bundledModel)
      return failure("model-unusable", t("{0} is the name of the bundled model. Give this one another name.", bundledModel));
    if (isDescribed && resolve(root, manifest.name) === folder) return success(manifest.name);
    const release = await acquireInstallLock(lockFile(root, manifest.name), ports);
    try {
      const staging = stagingFolder(root, manifest.name, "folder");
      await rm(staging, { recursive: true, force: true });
      for (const { from, to } of files) {
        ports.signal.throwIfAborted();
        await mkdir(dirname(join(staging, to)), { recursive: true });
        await copyFile(join(folder, from.path), join(staging, to), constants.COPYFILE_FICLONE);
      }
      await placeModel(staging, root, manifest);
      return success(manifest.name);
    } finally {
      release();
    }
  } catch (error) {
    return ports.signal.aborted ? cancelled() : { ok: false, failure: diskFailure(root, error) };
  }
}

interface DescribedFolder {
  /** Whether the folder holds its own description. */
  readonly described: boolean;
  readonly manifest: ModelManifest;
  readonly files: readonly ChosenFile<{ readonly path: string }>[];
}

async function describeFolder(given: FolderToInstall): Promise<Result<DescribedFolder>> {
  const { folder } = given;
  const own = await readModelManifest(dirname(folder), basename(folder));
  const described = own === undefined ? await deriveManifest(given) : await checkOwn(given, own);
  if (!described.ok) return described;
  const { manifest } = described.value;
  const weights = manifest.files.find(({ path }) => path === weightsPath);
  if (given.sha256 !== undefined && weights?.sha256 !== given.sha256)
    return failure(
      "model-damaged",
      weights === undefined
        ? t("{0} holds no weights, and those with the SHA-256 {1} are wanted. Nothing was installed.", folder, given.sha256)
        : t("The weights in {0} have the SHA-256 {1}, not {2}. Nothing was installed.", folder, weights.sha256, given.sha256),
    );
  return described;
}

async function checkOwn(
  { folder, name }: FolderToInstall,
  own: Result<ModelManifest>,
): Promise<Result<DescribedFolder>> {
  if (!own.ok) return own;
  const checked = await openModel(basename(folder), [dirname(folder)]);
  if (!checked.ok) return checked;
  const files = own.value.files.map(({ path }) => ({ from: { path }, to: path }));
  return success({ described: true, manifest: { ...own.value, name: name ?? own.value.name }, files });
}

async function deriveManifest(given: FolderToInstall): Promise<Result<DescribedFolder>> {
  const { folder, name = basename(folder), choices } = given;
  if (!modelName.test(name))
    return failure("model-missing", t("\"{0}\" cannot be the name of a model. Give it another one of letters, digits, dots and dashes.", name));
  const entries = await readdir(folder, { recursive: true }).catch(() => undefined);
  if (entries === undefined) return failure("folder-missing", t("There is no folder {0} to install a model from.", folder));
  const chosen = chooseFiles(
    entries.map((entry) => ({ path: entry.split(sep).join("/") })),
    folder,
  );
  if (!chosen.ok) return chosen;
  const facts = await readModelFacts({ names: [name], own: (path) => readJsonFile(join(folder, path)), choices });
  if (!facts.ok) return facts;
  const weights = chosen.value.find(({ to }) => to === weightsPath);
  const length = await readVectorLength(join(folder, weights?.from.path ?? weightsPath));
  if (!length.ok) return length;
  const dimensions = length.value ?? facts.value.dimensions;
  if (dimensions === undefined)
    return failure("model-unusable", t("Nothing tells how many components the vectors of {0} have. Choose another model.", folder));
  const files: ModelManifest["files"] = [];
  for (const { from, to } of chosen.value) {
    const path = join(folder, from.path);
    files.push({ path: to, bytes: (await stat(path)).size, sha256: await sha256OfFile(path) });
  }
  const { pooling, prefixes, maxTokens } = facts.value;
  return success({
    described: false,
    files: chosen.value,
    manifest: {
      format: 1,
      name,
      origin: name,
      weights: `${weights?.from.path ?? weightsPath} of a folder on this machine`,
      licence: "not stated",
      pooling,
      normalize: true,
      prefixes,
      dimensions,
      maxTokens,
      files,
    },
  });
}

async function readJsonFile(path: string): Promise<Result<unknown>> {
  try {
    return success(JSON.parse(await readFile(path, "utf8")) as unknown);
  } catch {
    return success(undefined);
  }
}
