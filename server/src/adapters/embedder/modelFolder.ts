import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import { z } from "zod";
import type { ModelDescription } from "../../core/ports.ts";
import { failure, success, type Failure, type Result } from "../../core/result.ts";
import { sha256OfFile } from "../models/checksum.ts";
import { manifestFile, modelManifest, modelName, type ModelFile, type ModelManifest } from "./modelManifest.ts";

/** The model that comes with the product. */
export const bundledModel = "multilingual-e5-small";

const remedyFor = (name: string): string =>
  name === bundledModel
    ? t("Clone the repository again, or reinstall the extension.")
    : t('Install it with "Ask Docs: Choose Model…" in the editor, or with ask-docs model install {0}.', name);

/** A model whose files are all there and unaltered. */
export interface ModelFolder {
  /** The root it was found under; the model itself is in `root/name`. */
  readonly root: string;
  readonly name: string;
  readonly manifest: ModelManifest;
  readonly description: ModelDescription;
}

/**
 * Finds a model by name under the first of several roots that holds a whole copy of it.
 *
 * Every file's size and SHA-256 is checked, every time: 93 MB take 0.1 s, against 1.2 s for loading the model.
 * Fails with "model-missing" (no manifest in any root, or a file of it is not there) or "model-damaged" (a file cut
 * short or altered, a manifest that cannot be read); of several faulty copies the first is reported.
 */
export const openModel = (name: string, roots: readonly string[]): Promise<Result<ModelFolder>> =>
  findModel(name, roots, findFault);

/**
 * Says which model would be loaded, without starting it: as `openModel`, but files are only checked for presence and
 * size, which takes a millisecond. With a `revision` that is not empty, one of another revision is "model-missing".
 */
export const describeModel = async (
  name: string,
  roots: readonly string[],
  revision = "",
): Promise<Result<ModelDescription>> => {
  const found = await findModel(name, roots, findSizeFault);
  if (!found.ok) return found;
  const { manifest, description } = found.value;
  if (revision === "" || manifest.asked === revision || manifest.revision?.startsWith(revision) === true)
    return success(description);
  return failure(
    "model-missing",
    manifest.revision === undefined
      ? t(
          'The model "{0}" is installed of no known revision, and {1} is wanted (askDocs.model.revision). {2}',
          name,
          revision,
          remedyFor(name),
        )
      : t(
          'The model "{0}" is installed at revision {1}, and {2} is wanted (askDocs.model.revision). {3}',
          name,
          manifest.revision,
          revision,
          remedyFor(name),
        ),
  );
};

/** The description of the model in one root, unchecked; undefined where there is none. */
export const readModelManifest = (root: string, name: string): Promise<Result<ModelManifest> | undefined> =>
  readManifest(join(root, name, manifestFile), name);

type FileCheck = (folder: string, file: ModelFile, remedy: string) => Promise<Failure | undefined>;

const findModel = async (name: string, roots: readonly string[], check: FileCheck): Promise<Result<ModelFolder>> => {
  if (!modelName.test(name)) {
    return failure(
      "model-missing",
      t('"{0}" is not the name of a model. Use the name of a folder that holds one.', name),
    );
  }
  let fault: Failure | undefined;
  for (const root of roots) {
    const found = await findCopy(root, name, check);
    if (found?.ok) return found;
    fault ??= found?.failure;
  }
  if (fault) return { ok: false, failure: fault };
  const places = roots.map((root) => join(root, name, manifestFile)).join(", ");
  return failure(
    "model-missing",
    t('The model "{0}" was not found; looked for {1}. {2}', name, places, remedyFor(name)),
  );
};

/** The copy under one root; undefined where there is none. */
const findCopy = async (root: string, name: string, check: FileCheck): Promise<Result<ModelFolder> | undefined> => {
  const folder = join(root, name);
  const manifest = await readManifest(join(folder, manifestFile), name);
  if (!manifest?.ok) return manifest;
  const faults = await Promise.all(manifest.value.files.map((file) => check(folder, file, remedyFor(name))));
  const first = faults.find((fault) => fault !== undefined);
  if (first) return { ok: false, failure: first };
  const { dimensions, languages } = manifest.value;
  const description = {
    id: modelId(manifest.value),
    name,
    dimensions,
    ...(languages === undefined ? {} : { languages }),
  };
  return success({ root, name, manifest: manifest.value, description });
};

const readManifest = async (path: string, name: string): Promise<Result<ModelManifest> | undefined> => {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = modelManifest.safeParse(parseJson(text));
  if (parsed.success) return success(parsed.data);
  const detail = z.prettifyError(parsed.error).replaceAll(/\s+/g, " ");
  return failure("model-damaged", t("The model's description {0} is damaged: {1}. {2}", path, detail, remedyFor(name)));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const damaged = (message: string): Failure => ({ code: "model-damaged", message });

const findSizeFault: FileCheck = async (folder, file, remedy) => {
  const path = join(folder, file.path);
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined)
    return { code: "model-missing", message: t("The model's file {0} is missing. {1}", path, remedy) };
  if (size < file.bytes)
    return damaged(t("The model's file {0} is cut short: {1} of {2} bytes. {3}", path, size, file.bytes, remedy));
  if (size > file.bytes)
    return damaged(
      t("The model's file {0} is too long: {1} bytes where {2} are expected. {3}", path, size, file.bytes, remedy),
    );
  return undefined;
};

const findFault: FileCheck = async (folder, file, remedy) => {
  const sizeFault = await findSizeFault(folder, file, remedy);
  if (sizeFault) return sizeFault;
  const path = join(folder, file.path);
  const hash = await sha256OfFile(path).catch(() => undefined);
  if (hash === undefined) return damaged(t("The model's file {0} cannot be read. {1}", path, remedy));
  return hash === file.sha256
    ? undefined
    : damaged(t("The model's file {0} was altered: its SHA-256 is not the expected one. {1}", path, remedy));
};

/** Name and a hash of everything that decides the vectors, so that another build of a model gets another id. */
const modelId = ({ name, pooling, prefixes, dimensions, maxTokens, files }: ModelManifest): string => {
  const hashes = files.map((file) => `${file.path} ${file.sha256}`).sort();
  const parts = [pooling, prefixes.question, prefixes.passage, dimensions, maxTokens, ...hashes];
  return `${name}-${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12)}`;
};
