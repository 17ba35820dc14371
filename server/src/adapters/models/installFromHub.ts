import { mkdir, readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import type { Clock } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { describeModel } from "../embedder/modelFolder.ts";
import type { ModelManifest } from "../embedder/modelManifest.ts";
import { weightsPath } from "./chooseFiles.ts";
import { downloadFile } from "./downloadFile.ts";
import type { HttpClient } from "./http.ts";
import type { Hub } from "./hub.ts";
import { diskFailure } from "./hubFailures.ts";
import { acquireInstallLock } from "./installLock.ts";
import { readVectorLength } from "./onnxOutputs.ts";
import { cancelled } from "./persist.ts";
import { isStagingOf, lockFile, placeModel, stagingFolder, stagingPlace } from "./placeModel.ts";
import type { InstallationPlan } from "./planInstallation.ts";

/** Bytes fetched so far, of all that there are; `waiting`: another window is installing the same model. */
export interface InstallProgress {
  readonly received: number;
  /** Undefined where the hub does not say. */
  readonly total: number | undefined;
  readonly waiting: boolean;
}

export interface InstallPorts {
  readonly hub: Hub;
  readonly http: HttpClient;
  readonly clock: Pick<Clock, "sleep">;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: InstallProgress) => void) | undefined;
  /** See `Patience`. */
  readonly pause?: number | undefined;
}

/** Bytes that must stay free on the disk. */
const spareBytes = 50_000_000;

/**
 * Fetches what a plan names, to which the person has agreed, and installs it under `root`. Until all is there and checked,
 * nothing stands where models are looked for. When it is cancelled or fails, what was fetched stays, and the next try goes
 * on from there. Of two windows that install the same model, the second waits and finds it done.
 */
export async function installFromHub(plan: InstallationPlan, root: string, ports: InstallPorts): Promise<Result<string>> {
  const { name } = plan.wanted;
  const report = (received: number, waiting = false): void =>
    ports.onProgress?.({ received, total: plan.bytes, waiting });
  let release: () => void;
  try {
    release = await acquireInstallLock(lockFile(root, name), { ...ports, onWait: () => report(0, true) });
  } catch (error) {
    return ports.signal.aborted ? cancelled() : { ok: false, failure: diskFailure(root, error) };
  }
  try {
    const there = await describeModel(name, [root], plan.commit);
    if (there.ok) return success(join(root, name));
    return await install(plan, root, ports, report);
  } catch (error) {
    if (ports.signal.aborted) return cancelled();
    return { ok: false, failure: diskFailure(root, error) };
  } finally {
    release();
  }
}

async function install(
  plan: InstallationPlan,
  root: string,
  ports: InstallPorts,
  report: (received: number) => void,
): Promise<Result<string>> {
  const { wanted, commit } = plan;
  const staging = stagingFolder(root, wanted.name, commit);
  await removeOtherCommits(root, plan);
  await mkdir(staging, { recursive: true });
  const room = await checkRoom(root, plan, await bytesIn(staging));
  if (room !== undefined) return room;
  const files: ModelManifest["files"] = [];
  let received = 0;
  for (const { from, to } of plan.files) {
    const before = received;
    const fetched = await downloadFile({
      ...ports,
      url: ports.hub.addressOf({ name: wanted.name, commit }, from.path),
      what: t("the file {0} of {1}", from.path, wanted.name),
      target: join(staging, to),
      expected: to === weightsPath ? { ...from, sha256: wanted.sha256 ?? from.sha256 } : from,
      onProgress: (bytes) => report(before + bytes),
    });
    if (!fetched.ok) return fetched;
    received += fetched.value.bytes;
    report(received);
    files.push({ path: to, ...fetched.value });
  }
  const length = await readVectorLength(join(staging, weightsPath));
  if (!length.ok) return length;
  const dimensions = length.value ?? plan.facts.dimensions;
  if (dimensions === undefined)
    return failure("model-unusable", t("Nothing tells how many components the vectors of {0} have. Choose another model.", wanted.name));
  await placeModel(staging, root, manifestOf(plan, dimensions, files));
  return success(join(root, wanted.name));
}

function manifestOf(plan: InstallationPlan, dimensions: number, files: ModelManifest["files"]): ModelManifest {
  const { wanted, host, commit, facts, languages } = plan;
  const weights = plan.files.find(({ to }) => to === weightsPath)?.from.path ?? weightsPath;
  return {
    format: 1,
    name: wanted.name,
    origin: plan.base ?? wanted.name,
    weights: `${weights} of ${wanted.name} at ${host}`,
    licence: plan.licence ?? "not stated",
    pooling: facts.pooling,
    normalize: true,
    prefixes: facts.prefixes,
    dimensions,
    maxTokens: facts.maxTokens,
    // A plain mirror may not know its commit; the hashes of the files tell them apart.
    ...(/^[0-9a-f]{7,64}$/u.test(commit) ? { revision: commit } : {}),
    asked: (wanted.asked ?? wanted.revision) || "main",
    ...(languages === undefined ? {} : { languages: [...languages] }),
    files,
  };
}

/** What was begun at another commit is of no use any more. */
async function removeOtherCommits(root: string, { wanted, commit }: InstallationPlan): Promise<void> {
  const kept = stagingFolder(root, wanted.name, commit);
  for (const entry of await readdir(stagingPlace(root))) {
    const path = join(stagingPlace(root), entry);
    if (isStagingOf(entry, wanted.name) && path !== kept) await rm(path, { recursive: true, force: true });
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(entries.map(async (entry) => (await stat(join(folder, entry))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Fails where the disk cannot hold what is still to come. @param have bytes that are there already. */
async function checkRoom(
  root: string,
  { bytes, wanted }: InstallationPlan,
  have: number,
): Promise<Result<never> | undefined> {
  if (bytes === undefined) return undefined;
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  const needed = Math.max(0, bytes - have) + spareBytes;
  if (free >= needed) return undefined;
  const megabytes = (count: number): string => (count / 1e6).toFixed(0);
  return failure(
    "disk-full",
    t("{0} needs {1} MB more, and the disk that holds {2} has {3} MB free. Make room, or keep models elsewhere (askDocs.model.folder), and try again.", wanted.name, megabytes(needed), root, megabytes(free)),
  );
}
