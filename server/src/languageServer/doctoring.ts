import { t } from "@vscode/l10n";
import type { DoctorReport } from "../../../protocol/doctor.ts";
import type { DoctorParams } from "../../../protocol/serverMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import { examine, type ExaminedFolder } from "../doctor/examine.ts";
import { productVersion } from "../productVersion.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import type { FolderSession } from "./folderSession.ts";
import type { ModelPool } from "./modelPool.ts";
import type { LanguageServerPorts } from "./ports.ts";

/** Looks into the state of a window's indexes and its model, for a bug report. */
export function createDoctoring(parts: {
  readonly ports: Pick<LanguageServerPorts, "checkModel" | "clock">;
  readonly pool: ModelPool;
  readonly folders: Folders;
  readonly gate: BacklogGate;
  readonly settings: () => Settings;
  readonly status: () => IndexStatus;
}) {
  const { ports, pool, folders, gate, settings, status } = parts;

  /** The model of the first folder, which is that of the others too unless they are changing to it. */
  function servingModel() {
    return folders.all().flatMap(({ current }) => current?.models.serving ?? [])[0];
  }

  return {
    /** @throws the signal's reason when it aborts. */
    async examine({ editor, errors }: DoctorParams, signal: AbortSignal): Promise<DoctorReport> {
      const end = gate.question();
      const serving = servingModel();
      const { problem } = status();
      try {
        return await examine(
          {
            askDocs: productVersion,
            editor,
            clock: ports.clock,
            settings: settings(),
            folders: folders.all().map(examinedFolder),
            problems: [...(problem === undefined ? [] : [problem]), ...folders.problems()],
            errors,
            ...(serving?.runtime === undefined
              ? {}
              : {
                  engine: {
                    embedder: serving.embedder,
                    runtime: serving.runtime,
                    checkModel: () => ports.checkModel(serving.name, pool.roots()),
                  },
                }),
          },
          signal,
        );
      } finally {
        end();
      }
    },
  };
}

function examinedFolder({ place, phase, embedding, problem, current }: FolderSession): ExaminedFolder {
  const next = current?.models.change?.model.id;
  const state = [
    phaseText(phase),
    ...(embedding ? [t("embedding")] : []),
    ...(next === undefined ? [] : [t("changing to {0}", next)]),
  ];
  return {
    name: place.name,
    path: place.root,
    state: state.join(", "),
    ...(problem === undefined ? {} : { problem }),
    ...(current === undefined ? {} : { open: { service: current.service, store: current.store } }),
  };
}

function phaseText(phase: FolderSession["phase"]): string {
  switch (phase) {
    case "starting":
      return t("starting");
    case "reading":
      return t("reading");
    case "idle":
      return t("idle");
    case "failed":
      return t("failed");
    case "deleted":
      return t("deleted");
  }
}
