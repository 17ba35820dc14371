import { t } from "@vscode/l10n";
import type { FileRecord } from "../ports.ts";
import type { FolderIndex } from "./folderIndex.ts";
import type { RecordsOf } from "./records.ts";

/** A passage that has no vector because its text ends the model's process; keywords find it. */
export interface PassageSetAside {
  readonly path: string;
  /** From 1. */
  readonly startLine: number;
  readonly endLine: number;
  /** A sentence that names the lines. */
  readonly reason: string;
}

/** Looks up where the texts that were set aside stand in the folder now, in the order of files and lines. */
export function passagesSetAside(parts: {
  readonly index: Pick<FolderIndex, "pending">;
  readonly recordsOf: RecordsOf;
  readonly fileOf: (id: number) => FileRecord | undefined;
  readonly reasons: ReadonlyMap<string, string>;
}): readonly PassageSetAside[] {
  const { index, recordsOf, fileOf, reasons } = parts;
  const pending = index.pending();
  const found = [...reasons].flatMap(([key, why]) =>
    [...recordsOf(pending.get(key) ?? []).values()].flatMap(({ fileId, startLine, endLine }) => {
      const path = fileOf(fileId)?.path;
      const reason = t("Lines {0} to {1} have no vector. {2}", startLine, endLine, why);
      return path === undefined ? [] : [{ path, startLine, endLine, reason }];
    }),
  );
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine));
}
