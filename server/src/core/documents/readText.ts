import type { Workspace } from "../ports.ts";
import { decodeText } from "./decode.ts";

/** Builds the reading of files as text; undefined for one that cannot be read or decoded. */
export function createReadText(workspace: Pick<Workspace, "read">) {
  return async function readText(path: string): Promise<string | undefined> {
    const read = await workspace.read(path);
    const decoded = read.ok ? decodeText(read.value) : read;
    return decoded.ok ? decoded.value.text : undefined;
  };
}
