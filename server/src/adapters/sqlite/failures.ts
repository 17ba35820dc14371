import { t } from "@vscode/l10n";
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
      return t(
        "The disk that holds the index ({0}) is full; make room on it or give another --index-dir. Nothing that was stored before is lost.",
        place,
      );
    case "index-locked":
      return t("Another window or command is writing to the index {0}; wait for it to end and try again.", place);
    case "index-damaged":
      return t("The index {0} is damaged; it is set aside and built again the next time it is opened.", place);
    case "index-gone":
      return t(
        "The index {0} was deleted, or its disk taken away, while it was in use; it is made again from the documents when its place can be written to.",
        place,
      );
    case "not-a-folder":
      return t(
        "The index cannot be kept in {0}, because a file stands where a folder is needed; give another --index-dir.",
        place,
      );
    case "unwritable":
      return t("The index cannot be written to {0}; allow writing to that folder or give another --index-dir.", place);
    default:
      return t(
        "The index {0} could not be read or written; check the disk it is on, or give another --index-dir.",
        place,
      );
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
