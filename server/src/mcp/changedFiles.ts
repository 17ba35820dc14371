import type { FileStat } from "../core/ports.ts";
import type { OpenIndex } from "../languageServer/openIndex.ts";

/** The paths of files that are not as the index has them: new, changed or gone. */
export async function changedFiles({
  workspace,
  store,
  service,
}: Pick<OpenIndex, "workspace" | "store" | "service">): Promise<readonly string[]> {
  const known = new Map<string, FileStat>();
  for (const file of [...store.failedFiles(), ...service.files()]) known.set(file.path, file);
  const changed: string[] = [];
  for await (const entry of workspace.crawl()) {
    if (entry.kind !== "file") continue;
    const { path, size, modified } = entry.file;
    const before = known.get(path);
    known.delete(path);
    if (before?.size !== size || before.modified !== modified) changed.push(path);
  }
  return [...changed, ...known.keys()];
}
