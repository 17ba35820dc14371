import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Settings } from "../../../protocol/settings.ts";
import { createMachinePorts } from "../languageServer/machinePorts.ts";
import { productVersion } from "../productVersion.ts";
import { registerAskTool } from "./askTool.ts";
import { registerReadTool } from "./readTool.ts";
import { registerSearchTool } from "./searchTool.ts";
import { createServedFolder } from "./servedFolder.ts";
import { toolTexts } from "./toolTexts.ts";

/** How long closing may take before the process is ended, in milliseconds. */
const patienceAtEnd = 5000;

/**
 * Serves a folder over the Model Context Protocol on standard input and output, until the input is closed, the output is
 * gone, or the process is told to end. Standard output carries the protocol alone.
 */
export async function serveMcp(options: {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly indexDir: string;
  readonly settings: Settings;
  readonly modelRoots: readonly string[];
  /** Path of the embedder's script. */
  readonly embedderEntry: string;
  /** Writes to standard error. */
  readonly log: (message: string) => void;
}): Promise<void> {
  const { embedderEntry, log } = options;
  const folder = createServedFolder({ ...options, ports: createMachinePorts(embedderEntry), version: productVersion });
  const over = ended();
  const connection = serveStdio(
    () => {
      const { instructions } = toolTexts;
      const server = new McpServer({ name: "ask-docs", title: "Ask Docs", version: productVersion }, { instructions });
      registerSearchTool(server, folder);
      registerReadTool(server, folder);
      registerAskTool(server, folder);
      return server;
    },
    { onerror: (error) => log(`Not understood: ${error.message}`) },
  );
  await over;
  setTimeout(() => process.exit(1), patienceAtEnd).unref();
  await connection.close();
  await folder.close();
}

function ended(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => resolve(undefined);
  process.stdin.once("end", end).once("close", end).once("error", end);
  process.stdout.once("error", end);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, end);
  return promise;
}
