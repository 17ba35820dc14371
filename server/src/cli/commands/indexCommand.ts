import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { exitCodes, folderCommand, vectorsOption } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";

interface IndexFlags extends FolderFlags {
  readonly json?: boolean;
  readonly vectors: VectorsFlag;
}

/** Milliseconds. */
const [longestWait, pause] = [5000, 200];

/** `index`: reads the folder and embeds all its passages. */
export const indexCommand = (): Command =>
  folderCommand("index", "index a folder: keywords first, then vectors")
    .addOption(vectorsOption("all"))
    .action((flags: IndexFlags) =>
      runOnFolder(flags, async ({ service, store }, output, signal) => {
        // Another command that is about to end is waited for.
        for (let waited = 0; !store.acquireWriter() && waited < longestWait; waited += pause) await sleep(pause);
        const { report, embedding, seconds } = await refreshFolder(service, flags.vectors, output, signal);
        if (report === undefined) return exitCodes.failed;
        const status = service.status();
        const failed = [...report.failed, ...service.textsSetAside().map(({ path, reason }) => ({ path, reason }))];
        const summary = {
          files: status.files,
          passages: status.passages,
          embedded: embedding.embedded,
          reused: status.embedded - embedding.embedded,
          skipped: report.skipped,
          failed,
          languages: Object.fromEntries(status.languages),
          seconds,
        };
        if (output.json) output.result(JSON.stringify(summary));
        else {
          const languages = [...status.languages].map(([language, files]) => `${language} ${files}`).join(", ");
          output.result(
            `${status.files} files, ${status.passages} passages, ${status.embedded} with vectors (${languages})`,
          );
          for (const { path, reason } of failed) output.result(`failed: ${path}: ${reason}`);
          if (report.skipped.length > 0)
            output.result(`${report.skipped.length} files skipped; ask-docs why PATH tells why`);
          if (status.files === 0)
            output.note("There are no documents in this folder: nothing that matches the include globs.");
        }
        return exitCodes.done;
      }),
    );
