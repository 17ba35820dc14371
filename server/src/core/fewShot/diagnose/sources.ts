/** A file as it is now: an open buffer with edits stands before the disk. */
export interface SourceFile {
  readonly text: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits, lower case. */
  readonly contentHash: string;
}

/** The files that demonstrations were taken from. */
export interface Sources {
  /** The file at a path relative to the folder; `undefined` where there is none that can be read. */
  read(path: string): Promise<SourceFile | undefined>;
  /** The path of a file whose SHA-256 begins so, wherever it lies in the folder now. */
  pathOf(contentHash: string): string | undefined;
}

/** Reads every file once and lets one look many times: use it for one round of findings. */
export function rememberSources(sources: Sources): Sources {
  const files = new Map<string, Promise<SourceFile | undefined>>();
  return {
    read(path) {
      const file = files.get(path) ?? sources.read(path);
      files.set(path, file);
      return file;
    },
    pathOf: sources.pathOf,
  };
}
