import { basename } from "node:path";
import { t } from "@vscode/l10n";
import type { Command } from "commander";
import { createDoctorMarkdown } from "../../../../protocol/doctorMarkdown.ts";
import { settingsSchema } from "../../../../protocol/settings.ts";
import { openModel } from "../../adapters/embedder/modelFolder.ts";
import { createSystemClock } from "../../adapters/systemClock.ts";
import { success } from "../../core/result.ts";
import { examine, type Examined } from "../../doctor/examine.ts";
import { productVersion } from "../../productVersion.ts";
import { exitCodes, folderCommand } from "../commandLine.ts";
import { modelRootsOf } from "../modelRoots.ts";
import { openFolder, settingsOf, type FolderFlags, type OpenFolder } from "../openFolder.ts";
import { createOutput } from "../output.ts";

/** `doctor`: the state of everything, measured, in a form fit for a bug report. What is broken does not stop it. */
export const doctorCommand = (): Command =>
  folderCommand("doctor", "tell the state of everything, for a bug report").action(
    async (flags: FolderFlags & { readonly json?: boolean }) => {
      const output = createOutput(flags.json === true);
      const warnings: string[] = [];
      const opened = await openFolder(flags, { ...output, note: (text) => warnings.push(text) });
      const settings = settingsOf(flags);
      const known = {
        askDocs: productVersion,
        clock: createSystemClock(),
        settings: settings.ok ? settings.value : settingsSchema.parse({}),
        errors: [],
      };
      try {
        const report = await examine(
          opened.ok
            ? { ...known, ...examinedFolder(opened.value), problems: warnings }
            : { ...known, folders: [], problems: [...warnings, opened.failure.message] },
        );
        output.result(output.json ? JSON.stringify(report) : createDoctorMarkdown(t)(report).trimEnd());
        process.exitCode = opened.ok ? exitCodes.done : exitCodes.failed;
      } finally {
        if (opened.ok) await opened.value.close();
      }
    },
  );

function examinedFolder({
  service,
  store,
  embedder,
  settings,
  path,
}: OpenFolder): Pick<Examined, "engine" | "folders"> {
  const { files, passages, embedded } = service.status();
  const state = files === 0 ? "empty" : embedded < passages ? "partial" : "ready";
  async function checkModel() {
    const found = await openModel(settings["askDocs.model.name"], modelRootsOf(settings));
    return found.ok ? success(found.value.description) : found;
  }
  return {
    engine: { embedder, runtime: () => embedder.runtime(), checkModel },
    folders: [{ name: basename(path), path, state, open: { service, store } }],
  };
}
