import { mkdir, open, readFile, rename, rm, stat, truncate, writeFile, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { t } from "@vscode/l10n";
import type { Failure, Result } from "../../core/result.ts";
import { gitHashOfFile, sha256OfFile } from "./checksum.ts";
import type { HttpAnswer, HttpClient } from "./http.ts";
import { sha256OfTag } from "./hub.ts";
import { diskFailure, isLasting, networkFailure, passing, refusal } from "./hubFailures.ts";
import { persist, retryAfter, type Attempt, type Patience } from "./persist.ts";

/** What a file must be; what is not given is not known. */
export interface ExpectedFile {
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
  /** Git's hash of it. */
  readonly gitHash?: string | undefined;
}

export interface Download extends Patience {
  readonly http: HttpClient;
  readonly url: string;
  /** What it is, for sentences. */
  readonly what: string;
  /** Where it goes; it stands there only when it is whole and checked. */
  readonly target: string;
  readonly expected: ExpectedFile;
  /** Told the bytes that are there, of the whole file. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

export interface DownloadedFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** The tag of the answer that a part of a file came from, so that it is not mended with parts of another. */
const tagFile = (part: string): string => `${part}.tag`;

/**
 * Fetches one file to the disk, never whole into memory. What an earlier try has left beside the target, as `.part`, is
 * taken up where it ended if the server still has the same file; else it is fetched from its beginning. A connection that
 * is cut, falls silent or is put off is tried again. Size and hashes are checked before the file takes its name.
 */
export async function downloadFile(download: Download): Promise<Result<DownloadedFile>> {
  const { target } = download;
  const known = await checkFile(target, download);
  if (known?.ok === true) return known;
  const part = `${target}.part`;
  let distrusted = false;
  let furthest = await sizeOf(part);
  return persist(async () => {
    const fetched = await fetchPart(download, part);
    if (fetched.kind === "failed") return fetched;
    if (fetched.kind === "again") {
      const reached = await sizeOf(part);
      const advanced = reached > furthest;
      furthest = Math.max(furthest, reached);
      return { ...fetched, advanced };
    }
    const { resumed, expected } = fetched.value;
    const checked = await checkFile(part, { ...download, expected });
    if (checked?.ok === true) {
      const failed = await onDisk(target, async () => {
        await rename(part, target);
        await rm(tagFile(part), { force: true });
      });
      return failed ?? { kind: "done", value: checked.value };
    }
    await forget(part);
    // Parts of two fetches may not belong together: once more, from the beginning.
    const again = resumed && !distrusted;
    distrusted = true;
    const failure = checked?.failure ?? networkFailure(hostOf(download.url), new Error(t("the file is not there")));
    return { kind: again ? "again" : "failed", failure };
  }, download);
}

const hostOf = (url: string): string => new URL(url).host;

interface FetchedPart {
  readonly resumed: boolean;
  readonly expected: ExpectedFile;
}

/** Brings the part on by one request. */
async function fetchPart(download: Download, part: string): Promise<Attempt<FetchedPart>> {
  const { http, url, what, signal, expected } = download;
  const made = await onDisk(part, () => mkdir(dirname(part), { recursive: true }));
  if (made !== undefined) return made;
  let have = await sizeOf(part);
  if (expected.bytes !== undefined && have >= expected.bytes) {
    const canTell = expected.sha256 !== undefined || expected.gitHash !== undefined;
    if (have === expected.bytes && canTell) return { kind: "done", value: { resumed: true, expected } };
    have = 0;
  }
  const tag = have > 0 ? await readFile(tagFile(part), "utf8").catch(() => "") : "";
  let answer: HttpAnswer;
  try {
    answer = await http.get(
      url,
      have > 0 ? { range: `bytes=${have}-`, ...(tag === "" ? {} : { "if-range": tag }) } : {},
      signal,
      "modelDownload",
    );
  } catch (error) {
    return { kind: isLasting(error) ? "failed" : "again", failure: networkFailure(hostOf(url), error) };
  }
  try {
    const { status, headers } = answer;
    if (status === 416) {
      await forget(part);
      return { kind: "again", failure: refusal(status, headers, hostOf(url), what) };
    }
    if (status !== 200 && status !== 206) {
      const failure = refusal(status, headers, hostOf(url), what);
      if (!passing.has(status)) return { kind: "failed", failure };
      return { kind: "again", failure, wait: retryAfter(headers["retry-after"], Date.now()) };
    }
    const start = status === 206 ? startOfRange(headers["content-range"]) : 0;
    if (start === undefined || start > have) {
      await forget(part);
      return { kind: "again", failure: networkFailure(hostOf(url), new Error(t("it sent another part than was asked for"))) };
    }
    const whole = { ...expected, ...statedBy(headers, expected, start) };
    return await receive(download, { part, answer, start, whole });
  } finally {
    answer.body.on("error", () => undefined).destroy();
  }
}

/** What the answer says of the file, where the listing did not. */
function statedBy(
  headers: Readonly<Record<string, string>>,
  expected: ExpectedFile,
  start: number,
): Pick<ExpectedFile, "bytes" | "sha256"> {
  const length = Number(headers["content-length"] ?? Number.NaN);
  return {
    bytes: expected.bytes ?? (Number.isFinite(length) ? start + length : undefined),
    sha256: expected.sha256 ?? sha256OfTag(headers["x-linked-etag"]),
  };
}

/** Writes the body behind the first `start` bytes of the part. */
async function receive(
  download: Download,
  { part, answer, start, whole }: { part: string; answer: HttpAnswer; start: number; whole: ExpectedFile },
): Promise<Attempt<FetchedPart>> {
  const host = hostOf(download.url);
  let file: FileHandle;
  try {
    if ((await sizeOf(part)) > start) await truncate(part, start);
    const { etag = "" } = answer.headers;
    // A weak tag says that files mean the same, not that they are the same.
    await writeFile(tagFile(part), etag.startsWith("W/") ? "" : etag);
    file = await open(part, "a");
  } catch (error) {
    return { kind: "failed", failure: diskFailure(part, error) };
  }
  await using writing = file;
  let bytes = start;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      if (whole.bytes !== undefined && bytes + chunk.length > whole.bytes) {
        bytes += chunk.length;
        break;
      }
      const failed = await onDisk(part, () => writing.appendFile(chunk));
      if (failed !== undefined) return failed;
      bytes += chunk.length;
      download.onProgress?.(bytes);
    }
  } catch (error) {
    return { kind: "again", failure: networkFailure(host, error) };
  }
  if (whole.bytes !== undefined && bytes > whole.bytes) {
    await forget(part);
    return { kind: "failed", failure: damaged(download, t("it is longer than {0} bytes", whole.bytes)) };
  }
  if (whole.bytes !== undefined && bytes < whole.bytes)
    return { kind: "again", failure: networkFailure(host, new Error(t("the connection was cut"))) };
  const failed = await onDisk(part, () => writing.sync());
  return failed ?? { kind: "done", value: { resumed: start > 0, expected: whole } };
}

/** Checks a file against what it must be; undefined where there is none, or where nothing tells that it is whole. */
async function checkFile(path: string, download: Download): Promise<Result<DownloadedFile> | undefined> {
  const { expected } = download;
  const bytes = await sizeOf(path);
  if (bytes === 0) return undefined;
  try {
    if (expected.bytes !== undefined && bytes !== expected.bytes)
      return { ok: false, failure: damaged(download, t("it has {0} bytes, not {1}", bytes, expected.bytes)) };
    const sha256 = await sha256OfFile(path);
    if (expected.sha256 !== undefined && sha256 !== expected.sha256)
      return { ok: false, failure: damaged(download, t("its SHA-256 is {0}, not {1}", sha256, expected.sha256)) };
    if (expected.gitHash !== undefined && (await gitHashOfFile(path, bytes)) !== expected.gitHash)
      return { ok: false, failure: damaged(download, t("its hash is not the one that the hub names")) };
    return { ok: true, value: { bytes, sha256 } };
  } catch (error) {
    return { ok: false, failure: diskFailure(path, error) };
  }
}

const damaged = ({ what, url }: Download, how: string): Failure => ({
  code: "model-damaged",
  message: t("What {0} sent for {1} is not the file: {2}. Nothing was installed. Try again; if it stays so, choose another revision or mirror.", hostOf(url), what, how),
});

const startOfRange = (range: string | undefined): number | undefined => {
  const start = /^bytes (\d+)-/u.exec(range ?? "")?.[1];
  return start === undefined ? undefined : Number(start);
};

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function forget(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(tagFile(part), { force: true });
}

/** Runs a piece of work on the disk; gives its failure. */
async function onDisk(place: string, work: () => Promise<unknown>): Promise<Extract<Attempt<never>, { kind: "failed" }> | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { kind: "failed", failure: diskFailure(place, error) };
  }
}
