import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { Command } from "commander";
import { exitCodes } from "../commandLine.ts";
import { modelRootsOf } from "../modelRoots.ts";
import { embedderEntry, settingsOf, type FolderFlags } from "../openFolder.ts";
import { createOutput } from "../output.ts";

/** `mcp`: serves the folder to other tools, until they close the connection. */
export const mcpCommand = (): Command =>
  new Command("mcp")
    .description("serve search, read and ask to other tools over the Model Context Protocol, on stdin and stdout")
    .option("--folder <dir>", "the folder of documents (default: the current one)")
    .option("--index-dir <dir>", "where the index is kept (default: .ask-docs in the folder)")
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .action(async (flags: FolderFlags) => {
      const { note } = createOutput(false);
      const settings = settingsOf(flags);
      const root = resolve(flags.folder ?? ".");
      const problem = settings.ok ? await problemOf(root) : settings.failure.message;
      if (!settings.ok || problem !== undefined) {
        note(problem ?? "");
        process.exitCode = exitCodes.wrongUsage;
        return;
      }
      // Loaded only here, so that the other commands start without it.
      const { serveMcp } = await import("../../mcp/serveMcp.ts");
      await serveMcp({
        root,
        indexDir: resolve(flags.indexDir ?? join(root, ".ask-docs")),
        settings: settings.value,
        modelRoots: modelRootsOf(settings.value),
        embedderEntry: embedderEntry(),
        log: note,
      });
    });

const problemOf = (root: string): Promise<string | undefined> =>
  stat(root).then(
    (found) => (found.isDirectory() ? undefined : `${root} is a file; give the folder that holds your documents.`),
    () => `There is no folder ${root}; check the path.`,
  );
