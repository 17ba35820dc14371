import type {
  EditorNetwork,
  InstallFolderParams,
  InstallModelParams,
  InstallProgressView,
  LookUpModelParams,
  ModelOffer,
  ModelsView,
} from "../../../protocol/modelMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import { listModels, removeModel } from "../adapters/models/installedModels.ts";
import type { EgressGate } from "../adapters/egress/egressGate.ts";
import type { InstallProgress } from "../adapters/models/installFromHub.ts";
import type { Clock } from "../core/ports.ts";
import { valueOf } from "./failures.ts";
import type { Folders } from "./folders.ts";
import type { ModelPool } from "./modelPool.ts";

/** Milliseconds between two words on how far an installation is. */
const reportEvery = 200;

/** Answers what is asked about models: which there are, what a hub has, installing and removing. */
export function createModelRequests(ports: {
  readonly pool: ModelPool;
  readonly folders: Folders;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly egress: EgressGate;
  readonly notify: (progress: InstallProgressView) => void;
}) {
  const { pool, folders, settings, clock, egress, notify } = ports;

  /** Loaded only when a hub is asked. */
  async function openHub({ proxy, noProxy }: EditorNetwork) {
    const refused = egress.refusal(settings()["askDocs.model.mirror"]);
    if (refused !== undefined) valueOf({ ok: false, failure: refused });
    const [{ createHttpClient }, { createHub }] = await Promise.all([
      import("../adapters/models/http.ts"),
      import("../adapters/models/hub.ts"),
    ]);
    const own = settings()["askDocs.model.proxy"];
    const http = createHttpClient(egress, { proxy: own === "" ? proxy : own, noProxy });
    return { http, hub: createHub({ http, clock, address: settings()["askDocs.model.mirror"] }) };
  }

  async function planOf(
    parts: Awaited<ReturnType<typeof openHub>>,
    wanted: { readonly name: string; readonly revision: string; readonly asked?: string },
    signal: AbortSignal,
  ) {
    const { planInstallation } = await import("../adapters/models/planInstallation.ts");
    return valueOf(await planInstallation(parts.hub, wanted, signal));
  }

  return {
    async models(): Promise<ModelsView> {
      const chosen = settings()["askDocs.model.name"];
      const { host } = new URL(settings()["askDocs.model.mirror"]);
      const present = await listModels(pool.roots());
      const models = present.map(({ dimensions: _, revision: _commit, ...model }) => model);
      return { models, chosen, host };
    },
    async lookUpModel({ name, revision, network }: LookUpModelParams, signal: AbortSignal): Promise<ModelOffer> {
      const parts = await openHub(network);
      try {
        const { host, commit, bytes, licence, languages, facts } = await planOf(parts, { name, revision }, signal);
        return {
          ...{ name, revision, host, commit, folder: pool.installRoot(), notes: facts.notes },
          ...(bytes === undefined ? {} : { bytes }),
          ...(licence === undefined ? {} : { licence }),
          ...(languages === undefined ? {} : { languages }),
        };
      } finally {
        await parts.http.close();
      }
    },
    async installModel({ offer, network }: InstallModelParams, signal: AbortSignal): Promise<void> {
      const { name, revision: asked, commit } = offer;
      const parts = await openHub(network);
      const reporter = createReporter(name, notify);
      try {
        const { installFromHub } = await import("../adapters/models/installFromHub.ts");
        const plan = await planOf(parts, { name, revision: commit, asked }, signal);
        valueOf(
          await installFromHub(plan, pool.installRoot(), { ...parts, clock, signal, onProgress: reporter.report }),
        );
        reporter.flush();
      } finally {
        reporter.stop();
        await parts.http.close();
      }
      folders.modelsChanged();
    },
    async installModelFolder({ folder, name }: InstallFolderParams, signal: AbortSignal): Promise<void> {
      const { installFromFolder } = await import("../adapters/models/installFromFolder.ts");
      valueOf(await installFromFolder({ folder, name }, pool.installRoot(), { clock, signal }));
      folders.modelsChanged();
    },
    async removeModel(name: string): Promise<void> {
      valueOf(await removeModel(pool.installRoot(), name));
      folders.modelsChanged();
    },
  };
}

/** Passes on how far an installation is, the latest word a few times a second. */
function createReporter(name: string, notify: (progress: InstallProgressView) => void) {
  let latest: InstallProgress | undefined;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    if (latest === undefined) return;
    const { received, total, waiting } = latest;
    notify({ name, received, waiting, ...(total === undefined ? {} : { total }) });
  }

  return {
    report(progress: InstallProgress): void {
      latest = progress;
      timer ??= setTimeout(flush, reportEvery);
    },
    flush,
    stop: (): void => clearTimeout(timer),
  };
}
