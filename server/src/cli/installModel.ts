import { createInterface } from "node:readline/promises";
import type { Settings } from "../../../protocol/settings.ts";
import { createHttpClient } from "../adapters/models/http.ts";
import { createHub } from "../adapters/models/hub.ts";
import { installFromFolder } from "../adapters/models/installFromFolder.ts";
import { installFromHub, type InstallProgress } from "../adapters/models/installFromHub.ts";
import { listModels } from "../adapters/models/installedModels.ts";
import type { ModelChoices } from "../adapters/models/modelFacts.ts";
import { planInstallation, type InstallationPlan } from "../adapters/models/planInstallation.ts";
import { createSystemClock } from "../adapters/systemClock.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import { egressOf } from "./openFolder.ts";
import { failModel, languagesAsText, sizeAsText } from "./modelTexts.ts";
import { installRootOf, modelRecordOf, modelRootsOf } from "./modelRoots.ts";
import type { Output } from "./output.ts";

/** What `model install` is told. */
export interface InstallFlags {
  readonly from?: string;
  readonly as?: string;
  readonly revision: string;
  readonly sha256?: string;
  readonly pooling?: "mean" | "cls";
  readonly questionPrefix?: string;
  readonly passagePrefix?: string;
  readonly yes?: boolean;
}

/** Installs from a folder on this machine. */
export async function installLocal(
  flags: InstallFlags,
  settings: Settings,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const root = installRootOf(settings);
  const given = { folder: flags.from ?? ".", name: flags.as, sha256: flags.sha256, choices: choicesOf(flags) };
  const installed = await installFromFolder(given, root, { clock: createSystemClock(), signal });
  return installed.ok ? finish(installed.value, settings, output) : failModel(installed.failure, output);
}

/** Installs from the hub, once the person has agreed. Loaded only when asked for: it brings an HTTP client with it. */
export async function installRemote(
  name: string,
  flags: InstallFlags,
  settings: Settings,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const egress = egressOf(modelRecordOf(settings), settings, output);
  const refused = egress.refusal(settings["askDocs.model.mirror"]);
  if (refused !== undefined) return failModel(refused, output);
  const mayAsk = process.stdin.isTTY && process.stderr.isTTY;
  if (flags.yes !== true && !mayAsk) {
    output.note(
      "Nothing is fetched before you have agreed, and there is no terminal to ask you on. Add --yes to agree.",
    );
    return exitCodes.wrongUsage;
  }
  const clock = createSystemClock();
  const proxy = settings["askDocs.model.proxy"];
  const http = createHttpClient(egress, proxy === "" ? {} : { proxy });
  try {
    const hub = createHub({ http, clock, address: settings["askDocs.model.mirror"] });
    const pinned = name === settings["askDocs.model.name"] ? settings["askDocs.model.revision"] : "";
    const revision = flags.revision === "" ? pinned : flags.revision;
    const wanted = { name, revision, sha256: flags.sha256, choices: choicesOf(flags) };
    const plan = await planInstallation(hub, wanted, signal);
    if (!plan.ok) return failModel(plan.failure, output);
    const root = installRootOf(settings);
    output.note(planAsText(plan.value, root));
    if (flags.yes !== true && !(await agrees(signal))) {
      output.note("Nothing was fetched.");
      return exitCodes.failed;
    }
    const bar = output.progress("Fetching, MB");
    const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
    const onProgress = ({ received, total, waiting }: InstallProgress): void => {
      if (waiting) output.note("Another process is installing this model; waiting for it.");
      bar.update(megabytes(received), megabytes(total ?? received));
    };
    const installed = await installFromHub(plan.value, root, { hub, http, clock, signal, onProgress });
    bar.stop();
    return installed.ok ? await finish(name, settings, output) : failModel(installed.failure, output);
  } finally {
    await http.close();
  }
}

async function agrees(signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/iu.test((await reader.question("Fetch and install it? [y/N] ", { signal })).trim());
  } catch {
    return false;
  } finally {
    reader.close();
  }
}

const choicesOf = ({ pooling, questionPrefix, passagePrefix }: InstallFlags): ModelChoices => ({
  pooling,
  questionPrefix,
  passagePrefix,
});

async function finish(name: string, settings: Settings, output: Output): Promise<ExitCode> {
  const model = (await listModels(modelRootsOf(settings))).find((each) => each.name === name);
  if (output.json) output.result(JSON.stringify({ installed: model }));
  else output.result(`${name} is installed. Use it with --set askDocs.model.name=${name}`);
  return exitCodes.done;
}

function planAsText(plan: InstallationPlan, root: string): string {
  const { wanted, host, commit, bytes, licence, languages, facts } = plan;
  return [
    `${wanted.name}, ${languagesAsText(languages)}`,
    `  from ${host}, commit ${commit}`,
    `  ${sizeAsText(bytes)}, licence: ${licence ?? "not stated"}`,
    `  kept in ${root}`,
    ...facts.notes.map((note) => `  ${note}`),
  ].join("\n");
}
