import { t } from "@vscode/l10n";
import type { CrawlEntry, FileStat, Workspace } from "../../core/ports.ts";
import { decodeText } from "../../core/documents/decode.ts";
import { failure, success, type Result } from "../../core/result.ts";

/** An open document of the editor. */
export interface OpenBuffer {
  readonly text: string;
  /** When it was last edited, in milliseconds since the epoch. */
  readonly changedAt: number;
}

/** A workspace that says which files stand in it as an open buffer that differs from the disk. */
export interface BufferWorkspace extends Workspace {
  isUnsaved(path: string): Promise<boolean>;
}

interface Overlay {
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
}

/**
 * Lays the editor's open buffers over a folder on disk. A buffer counts only where its file is a document by the rules
 * of the crawl, and only while its text differs from the file's by more than line ends, which editors normalise: so an
 * open document without edits has the same offsets and the same hash as on the command line.
 *
 * @param bufferOf the open document at a path relative to the folder; undefined where none is open.
 * @param maxFileSize in bytes; a larger buffer is not read, as with a file.
 */
export function createBufferWorkspace(
  disk: Workspace,
  bufferOf: (path: string) => OpenBuffer | undefined,
  maxFileSize: number,
): BufferWorkspace {
  async function overlayOf(path: string): Promise<Overlay | undefined> {
    const buffer = bufferOf(path);
    if (buffer === undefined) return undefined;
    const saved = await disk.read(path);
    if (!saved.ok) return undefined;
    const decoded = decodeText(saved.value);
    if (decoded.ok && withPlainLineEnds(decoded.value.text) === withPlainLineEnds(buffer.text)) return undefined;
    const bytes = new TextEncoder().encode(buffer.text);
    return { bytes, stat: { path, size: bytes.length, modified: buffer.changedAt } };
  }

  async function* crawl(signal?: AbortSignal): AsyncGenerator<CrawlEntry> {
    for await (const entry of disk.crawl(signal)) {
      const overlay = entry.kind === "file" ? await overlayOf(entry.file.path) : undefined;
      yield overlay === undefined ? entry : { kind: "file", file: overlay.stat };
    }
  }

  return {
    crawl,
    async find(path) {
      const file = await disk.find(path);
      return file === undefined ? undefined : ((await overlayOf(path))?.stat ?? file);
    },
    async read(path): Promise<Result<Uint8Array>> {
      const overlay = await overlayOf(path);
      if (overlay === undefined) return disk.read(path);
      if (overlay.bytes.length <= maxFileSize) return success(overlay.bytes);
      return failure(
        "too-large",
        t("{0} has grown over the limit of file sizes; raise the limit in the settings.", path),
      );
    },
    why: disk.why,
    isUnsaved: async (path) => (await overlayOf(path)) !== undefined,
  };
}

const withPlainLineEnds = (text: string): string => text.replace(/\r\n?/gu, "\n");
