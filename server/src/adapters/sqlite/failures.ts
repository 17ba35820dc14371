import type { Failure, FailureCode } from "../../core/result.ts";

const sqliteCodes: Readonly<Record<number, FailureCode>> = {
  3: "unwritable", // SQLITE_PERM
  5: "index-locked", // SQLITE_BUSY
  6: "index-locked", // SQLITE_LOCKED
  8: "unwritable", // SQLITE_READONLY
  10: "unreadable", // SQLITE_IOERR
  11: "index-damaged", // SQLITE_CORRUPT
  13: "disk-full", // SQLITE_FULL
  14: "unwritable", // SQLITE_CANTOPEN
  26: "index-damaged", // SQLITE_NOTADB
};

/** SQLITE_IOERR_SHMSIZE: the file shared between readers could not grow, which happens when the disk is full. */
const sharedMemoryFull = 4874;

const systemCodes: Readonly<Record<string, FailureCode>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EACCES: "unwritable",
  EPERM: "unwritable",
  EROFS: "unwritable",
  EBUSY: "index-locked",
  ENOTDIR: "not-a-folder",
  EEXIST: "not-a-folder",
  ENOENT: "unwritable",
};

const codeOf = (error: unknown): FailureCode | undefined => {
  // Stored JSON or postings that do not parse: the pages are sound, what they hold is not.
  if (error instanceof SyntaxError) return "index-damaged";
  if (!(error instanceof Error)) return undefined;
  if ("errcode" in error && typeof error.errcode === "number") {
    return error.errcode === sharedMemoryFull ? "disk-full" : sqliteCodes[error.errcode & 0xff];
  }
  return "syscall" in error && "code" in error ? systemCodes[String(error.code)] : undefined;
};

const sentence = (code: FailureCode, place: string): string => {
  switch (code) {
    case "disk-full":
      return `The disk that holds the index (${place}) is full; make room on it or give another --index-dir. Nothing that was stored before is lost.`;
    case "index-locked":
      return `Another window or command is writing to the index ${place}; wait for it to end and try again.`;
    case "index-damaged":
      return `The index ${place} is damaged; it is set aside and built again the next time it is opened.`;
    case "index-gone":
      return `The index ${place} was deleted, or its disk taken away, while it was in use; it is made again from the documents when its place can be written to.`;
    case "not-a-folder":
      return `The index cannot be kept in ${place}, because a file stands where a folder is needed; give another --index-dir.`;
    case "unwritable":
      return `The index cannot be written to ${place}; allow writing to that folder or give another --index-dir.`;
    default:
      return `The index ${place} could not be read or written; check the disk it is on, or give another --index-dir.`;
  }
};

/** A store's failure with the sentence people read. `place` is the file or folder it is about. */
export const storeFailure = (code: FailureCode, place: string): Failure => ({ code, message: sentence(code, place) });

/**
 * The expected failure behind an error of SQLite, of the file system, or of decoding a stored row; undefined when the
 * error is a bug or belongs to someone else. SQLite's codes: https://sqlite.org/rescode.html
 */
export const failureOf = (error: unknown, place: string): Failure | undefined => {
  const code = codeOf(error);
  return code === undefined ? undefined : storeFailure(code, place);
};
