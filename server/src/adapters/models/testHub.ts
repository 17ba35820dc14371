import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A repository of the hub for tests: its files by path, and what its card says. */
export interface TestRepository {
  readonly commit: string;
  /** Names that stand for the commit; "main" always does. */
  readonly branches?: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
  readonly card?: Readonly<Record<string, unknown>>;
}

/** A request as a test may spoil it. `cdn`: it came to the host that large files are kept on. */
export interface TestRequest {
  readonly url: string;
  readonly cdn: boolean;
  readonly range: string | undefined;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A model hub on this machine, with the hub's layout: an API, small files, and large ones on another host. */
export interface TestHub {
  readonly address: string;
  /** `METHOD path`, with the range, in the order in which they came. */
  readonly requests: readonly string[];
  readonly repositories: Map<string, TestRepository>;
  /** Spoils requests: gives true where it has answered itself, or a number of body bytes after which to cut. */
  spoil: (request: TestRequest) => boolean | number | undefined;
  close(): Promise<void>;
}

/** Files longer than this are in the large file storage. */
const small = 100_000;

export const sha256 = (data: Buffer): string => createHash("sha256").update(data).digest("hex");
const gitHash = (data: Buffer): string => createHash("sha1").update(`blob ${data.length}\0`).update(data).digest("hex");

/** Reads a model's folder as a repository. */
export function repositoryOfFolder(
  folder: string,
  commit: string,
  card: Readonly<Record<string, unknown>> = {},
): TestRepository {
  const paths = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"];
  return { commit, card, files: new Map(paths.map((path) => [path, readFileSync(`${folder}/${path}`)])) };
}

/** @param plain a mirror that has the files alone, without the hub's API and headers. */
export async function startTestHub(
  repositories: Readonly<Record<string, TestRepository>>,
  plain = false,
): Promise<TestHub> {
  const requests: string[] = [];
  const known = new Map(Object.entries(repositories));
  let spoil: TestHub["spoil"] = () => undefined;

  const cdn = createServer((request, response) => {
    const data = dataOf(known, decodeURIComponent((request.url ?? "").slice(1)));
    handle(request, response, true, () =>
      data === undefined ? status(response, 404) : sendFile(request, response, data, sha256(data), cutFor(response)),
    );
  });
  const cdnAddress = await listen(cdn);

  const cuts = new WeakMap<ServerResponse, number>();
  const cutFor = (response: ServerResponse): number | undefined => cuts.get(response);

  function handle(request: IncomingMessage, response: ServerResponse, isCdn: boolean, answer: () => void): void {
    const { range } = request.headers;
    requests.push(`${isCdn ? "CDN" : (request.method ?? "")} ${request.url ?? ""}${range === undefined ? "" : ` ${range}`}`);
    const spoilt = spoil({ url: request.url ?? "", cdn: isCdn, range, request, response });
    if (spoilt === true) return;
    if (typeof spoilt === "number") cuts.set(response, spoilt);
    answer();
  }

  const api = createServer((request, response) => {
    handle(request, response, false, () => {
      const url = new URL(request.url ?? "/", "http://hub");
      const path = decodeURIComponent(url.pathname);
      const listed = /^\/api\/models\/(.+)\/revision\/([^/]+)$/u.exec(path);
      if (listed !== null && plain) {
        status(response, 404);
        return;
      }
      if (listed !== null) {
        sendListing(response, known, listed[1] ?? "", listed[2] ?? "", url.searchParams.get("blobs") === "true");
        return;
      }
      const resolved = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/u.exec(path);
      const [, name = "", revision = "", file = ""] = resolved ?? [];
      const repository = known.get(name);
      const data = repository?.files.get(file);
      if (repository === undefined || data === undefined || !answersTo(repository, revision)) {
        status(response, 404, { "x-error-code": repository === undefined ? "RepoNotFound" : "EntryNotFound" });
        return;
      }
      const about: Record<string, string> = plain ? {} : { "x-repo-commit": repository.commit };
      if (data.length <= small || plain) {
        for (const [key, value] of Object.entries(about)) response.setHeader(key, value);
        sendFile(request, response, data, gitHash(data), cutFor(response));
        return;
      }
      status(response, 302, {
        ...about,
        "x-linked-etag": `"${sha256(data)}"`,
        "x-linked-size": String(data.length),
        location: `${cdnAddress}/${encodeURIComponent(`${name}:${file}`)}`,
      });
    });
  });
  const address = await listen(api);

  return {
    address,
    requests,
    repositories: known,
    get spoil() {
      return spoil;
    },
    set spoil(next) {
      spoil = next;
    },
    close: async () => {
      await Promise.all([api, cdn].map(stop));
    },
  };
}

const answersTo = ({ commit, branches = [] }: TestRepository, revision: string): boolean =>
  revision === commit || revision === "main" || branches.includes(revision);

function dataOf(known: ReadonlyMap<string, TestRepository>, key: string): Buffer | undefined {
  const colon = key.indexOf(":");
  return known.get(key.slice(0, colon))?.files.get(key.slice(colon + 1));
}

function sendListing(
  response: ServerResponse,
  known: ReadonlyMap<string, TestRepository>,
  name: string,
  revision: string,
  blobs: boolean,
): void {
  const repository = known.get(name);
  if (repository === undefined || !answersTo(repository, revision)) {
    status(response, repository === undefined ? 401 : 404, {
      "x-error-code": repository === undefined ? "RepoNotFound" : "RevisionNotFound",
    });
    return;
  }
  const siblings = [...repository.files].map(([rfilename, data]) => ({
    rfilename,
    ...(blobs
      ? {
          size: data.length,
          blobId: gitHash(data),
          ...(data.length > small ? { lfs: { sha256: sha256(data), size: data.length, pointerSize: 134 } } : {}),
        }
      : {}),
  }));
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id: name, sha: repository.commit, siblings, cardData: repository.card ?? {} }));
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  data: Buffer,
  tag: string,
  cut: number | undefined,
): void {
  const etag = `"${tag}"`;
  response.setHeader("etag", etag);
  const from = /^bytes=(\d+)-$/u.exec(request.headers.range ?? "")?.[1];
  const ifRange = request.headers["if-range"];
  const start = from === undefined || (ifRange !== undefined && ifRange !== etag) ? 0 : Number(from);
  if (start >= data.length && start > 0) {
    status(response, 416);
    return;
  }
  const body = data.subarray(start);
  response.statusCode = start > 0 ? 206 : 200;
  if (start > 0) response.setHeader("content-range", `bytes ${start}-${data.length - 1}/${data.length}`);
  response.setHeader("content-length", body.length);
  if (cut === undefined || cut >= body.length) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
}

function status(response: ServerResponse, code: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(code, headers);
  response.end();
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}
