import type { InitializeParams } from "vscode-languageserver/node";
import { z } from "zod";
import type { InitializationOptions } from "../../../protocol/serverMessages.ts";
import type { FolderName } from "./folderPlace.ts";

const schema = z.object({
  storagePath: z.string().min(1),
  workspaceStoragePath: z.string().min(1).optional(),
  modelRoots: z.array(z.string()),
  trusted: z.boolean(),
  bundle: z.record(z.string(), z.string()).default({}),
  version: z.string().default(""),
  settings: z.record(z.string(), z.unknown()),
});

/** Reads what the client gives the server to start with; throws where it is not what the protocol says, which is a bug. */
export const readInitializationOptions = (given: unknown): InitializationOptions => schema.parse(given);

/** The workspace's folders; none in an empty window. */
export const foldersOf = ({ workspaceFolders }: InitializeParams): readonly FolderName[] => workspaceFolders ?? [];
