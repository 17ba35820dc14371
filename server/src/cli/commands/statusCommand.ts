import type { Command } from "commander";
import { exitCodes, folderCommand } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { runOnFolder } from "../runCommand.ts";

/** `status`: what the index holds, without touching it. */
export const statusCommand = (): Command =>
  folderCommand("status", "tell what the index holds").action((flags: FolderFlags & { readonly json?: boolean }) =>
    runOnFolder({ ...flags, reads: true }, ({ service, model }, output) => {
      const { files, passages, embedded, bytesOnDisk, misfit } = service.status();
      if (misfit !== undefined) output.note(misfit);
      const state = files === 0 ? "empty" : embedded < passages ? "partial" : "ready";
      const [setAside] = service.textsSetAside();
      const lastError = setAside === undefined ? {} : { lastError: `${setAside.path}: ${setAside.reason}` };
      if (lastError.lastError !== undefined) output.note(lastError.lastError);
      const status = { state, files, passages, embedded, bytesOnDisk, model, ...lastError };
      output.result(
        output.json
          ? JSON.stringify(status)
          : `${state}: ${files} files, ${passages} passages, ${embedded} with vectors, ${(bytesOnDisk / 1e6).toFixed(1)} MB on disk, model ${model}`,
      );
      return Promise.resolve(exitCodes.done);
    }),
  );
