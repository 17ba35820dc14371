import { homedir } from "node:os";
import type { DoctorReport, FolderReport, IndexReport, ModelReport } from "../../../protocol/doctor.ts";
import type { Settings } from "../../../protocol/settings.ts";
import type { RuntimeDescription } from "../adapters/embedder/embedderHost.ts";
import { describeMachine } from "../adapters/machine/describeMachine.ts";
import type { OpenStore } from "../adapters/sqlite/openStore.ts";
import { changedSettings } from "../core/doctor/changedSettings.ts";
import { measureModel } from "../core/doctor/measureModel.ts";
import type { Clock, Embedder, FailedFile, ModelDescription } from "../core/ports.ts";
import type { Result } from "../core/result.ts";
import type { Service } from "../core/service.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import { createDiscretion, kindOf } from "./discretion.ts";

/** A folder to be looked at; without `open` its index could not be opened, or is not there. */
export interface ExaminedFolder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly state: string;
  readonly problem?: string;
  readonly open?: { readonly service: Service; readonly store: OpenStore };
}

/** The model that answers, and what runs it. */
export interface Engine {
  readonly embedder: Embedder;
  readonly runtime: () => Promise<RuntimeDescription>;
  /** Finds the model, comparing every file's SHA-256. */
  readonly checkModel: () => Promise<Result<ModelDescription>>;
}

/** What there is to look at. */
export interface Examined {
  readonly askDocs: string;
  readonly editor?: string;
  /** None where it was not come to. */
  readonly engine?: Engine;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly folders: readonly ExaminedFolder[];
  readonly problems: readonly string[];
  readonly errors: readonly string[];
}

/** Failed files named, at most, in a folder. */
const mostFailed = 20;

/** Looks at everything and measures it, in two or three seconds, and tells what can be told to all. */
export async function examine(examined: Examined, signal?: AbortSignal): Promise<DoctorReport> {
  const { askDocs, editor, engine, clock, folders, problems, errors, settings } = examined;
  const documents = folders.flatMap(({ open }) => (open === undefined ? [] : pathsOf(open)));
  // At once, before an index can be closed.
  const examinedFolders = folders.map(examineFolder);
  const report: DoctorReport = {
    versions: { askDocs, ...(editor === undefined ? {} : { editor }) },
    machine: describeMachine(),
    problems,
    ...(engine === undefined ? {} : { model: await examineModel(engine, clock, signal) }),
    folders: examinedFolders,
    settings: changedSettings(settings),
    errors,
  };
  return createDiscretion({ home: homedir(), folders, documents })(report);
}

async function examineModel(engine: Engine, clock: Clock, signal: AbortSignal | undefined): Promise<ModelReport> {
  const { embedder, checkModel } = engine;
  const checked = await checkModel();
  const { runtime, reason, crashes, node, problem } = await engine.runtime();
  const speed = await measureModel({ embedder, clock }, signal);
  return {
    ...(checked.ok
      ? { id: checked.value.id, dimensions: checked.value.dimensions }
      : { fault: checked.failure.message }),
    runtime: {
      runtime: `${runtime}, in ${node.version}`,
      reason: problem === undefined ? reason : `${reason} ${problem}`,
      crashes,
    },
    speed: speed.ok ? speed.value : speed.failure.message,
  };
}

function examineFolder({ name, state, problem, open }: ExaminedFolder): FolderReport {
  const known = { name, state, ...(problem === undefined ? {} : { problem }) };
  if (open === undefined) return known;
  try {
    return { ...known, index: examineIndex(open) };
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return { ...known, problem: [problem, error.failure.message].filter(Boolean).join(" ") };
  }
}

function examineIndex({ service, store }: NonNullable<ExaminedFolder["open"]>): IndexReport {
  const { files, passages, embedded, languages } = service.status();
  const failed = store.failedFiles();
  const setAside = service.textsSetAside().map(({ path, reason }) => {
    const file = [...service.files()].find((one) => one.path === path);
    return { kind: kindOf(path), bytes: file?.size ?? 0, reason };
  });
  return {
    files,
    passages,
    embedded,
    languages: Object.fromEntries(languages),
    failed: [...failed.map(failedFile), ...setAside].slice(0, mostFailed),
    failedFiles: failed.length + setAside.length,
    store: store.describe(),
    speed: service.measureSearch(),
  };
}

const failedFile = ({ path, size, failure }: FailedFile) => ({
  kind: kindOf(path),
  bytes: size,
  reason: failure.message,
});

const pathsOf = ({ service, store }: NonNullable<ExaminedFolder["open"]>): readonly string[] =>
  [...service.files(), ...store.failedFiles()].map(({ path }) => path);
