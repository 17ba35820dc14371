import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../../core/result.ts";
import { bundledModel } from "../embedder/modelFolder.ts";
import { modelName } from "../embedder/modelManifest.ts";
import { chooseFiles, weightsPath, type ChosenFile } from "./chooseFiles.ts";
import type { Hub, HubRepository } from "./hub.ts";
import { readModelFacts, type ModelChoices, type ModelFacts } from "./modelFacts.ts";

/** Which model is wanted of a hub. */
export interface WantedModel {
  /** As at the hub: `owner/name`. */
  readonly name: string;
  /** A commit, branch or tag; empty for the main branch. */
  readonly revision: string;
  /** What the revision was called before it was looked up; the revision itself where not given. */
  readonly asked?: string | undefined;
  /** What the weights must be, hexadecimal. */
  readonly sha256?: string | undefined;
  readonly choices?: ModelChoices | undefined;
}

/** All that a person agrees to: which files, from where, how large, under which licence. Nothing of it is fetched yet. */
export interface InstallationPlan {
  readonly wanted: WantedModel;
  readonly host: string;
  readonly commit: string;
  readonly files: readonly ChosenFile[];
  /** Undefined where the hub does not say. */
  readonly bytes: number | undefined;
  readonly licence: string | undefined;
  /** ISO 639 codes; undefined where they are unknown, or many. */
  readonly languages: readonly string[] | undefined;
  /** The model that it was made from. */
  readonly base: string | undefined;
  readonly facts: ModelFacts;
}

/** Asks the hub about a model: its listing, its card and its small descriptions. */
export async function planInstallation(
  hub: Hub,
  wanted: WantedModel,
  signal: AbortSignal,
): Promise<Result<InstallationPlan>> {
  const { name, revision, choices } = wanted;
  if (!modelName.test(name))
    return failure("model-missing", t("\"{0}\" is not the name of a model at a hub. Write it as owner/name.", name));
  if (name === bundledModel)
    return failure("model-unusable", t("{0} comes with Ask Docs; there is nothing to install.", name));
  const repository = await hub.look(name, revision, signal);
  if (!repository.ok) return repository;
  const { files, commit } = repository.value;
  const chosen = chooseFiles(files, t("{0} at {1}", name, hub.host));
  if (!chosen.ok) return chosen;
  const mismatch = findMismatch(chosen.value, wanted, hub.host);
  if (mismatch !== undefined) return mismatch;
  const base = await lookAtBase(hub, repository.value, signal);
  const readerOf =
    (of: HubRepository) =>
    (path: string): Promise<Result<unknown>> =>
      hub.readJson(of, path, signal);
  const facts = await readModelFacts({
    names: [name, ...(repository.value.base === undefined ? [] : [repository.value.base])],
    own: readerOf(repository.value),
    base: base === undefined ? undefined : readerOf(base),
    choices,
  });
  if (!facts.ok) return facts;
  const sizes = chosen.value.map(({ from }) => from.bytes);
  return success({
    wanted,
    host: hub.host,
    commit,
    files: chosen.value,
    bytes: sizes.some((size) => size === undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    licence: repository.value.licence ?? base?.licence,
    languages: repository.value.languages ?? base?.languages,
    base: repository.value.base,
    facts: facts.value,
  });
}

/** The model that this one was made from, which often says more; nothing depends on it. */
async function lookAtBase(hub: Hub, { base }: HubRepository, signal: AbortSignal): Promise<HubRepository | undefined> {
  if (base === undefined || !modelName.test(base)) return undefined;
  const looked = await hub.look(base, "", signal);
  return looked.ok ? looked.value : undefined;
}

function findMismatch(files: readonly ChosenFile[], { sha256, name }: WantedModel, host: string): Result<never> | undefined {
  const listed = files.find(({ to }) => to === weightsPath)?.from.sha256;
  if (sha256 === undefined || listed === undefined || listed === sha256) return undefined;
  return failure(
    "model-damaged",
    t("The weights of {0} at {1} have the SHA-256 {2}, not {3}. Nothing was installed. Ask for the revision that has those weights.", name, host, listed, sha256),
  );
}
