import type { Command } from "commander";
import { exitCodes, folderCommand } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { runOnFolder } from "../runCommand.ts";

/** `why`: whether a path is indexed, and what decides it. */
export const whyCommand = (): Command =>
  folderCommand("why", "tell why a file is, or is not, indexed")
    .argument("<path>", "a path, relative to the folder")
    .action((path: string, flags: FolderFlags & { readonly json?: boolean }) =>
      runOnFolder({ ...flags, reads: true }, async ({ service }, output) => {
        const decision = await service.why(path);
        const { rule } = decision;
        const by = rule === undefined ? "" : ` (${rule.file}, line ${rule.line}: ${rule.pattern})`;
        const setAside = service.textsSetAside().filter((passage) => passage.path === path);
        const reason = [decision.reason, ...setAside.map((passage) => passage.reason)].join(" ");
        output.result(
          output.json
            ? JSON.stringify({ path, ...decision, reason })
            : `${path} is ${decision.indexed ? "" : "not "}indexed: ${reason}${by}`,
        );
        return exitCodes.done;
      }),
    );
