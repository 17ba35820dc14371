import { t } from "@vscode/l10n";
import { z } from "zod";
import type { Clock } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import type { HttpClient } from "./http.ts";
import { isLasting, networkFailure, passing, refusal } from "./hubFailures.ts";
import { persist, retryAfter, type Attempt } from "./persist.ts";

/** A file of a repository, as the hub lists it. */
export interface HubFile {
  readonly path: string;
  readonly bytes?: number | undefined;
  /** Of files in the hub's large file storage, such as weights. */
  readonly sha256?: string | undefined;
  /** Git's hash, of the others. */
  readonly gitHash?: string | undefined;
}

/** A repository at one commit, and what its model card says. */
export interface HubRepository {
  readonly name: string;
  /** Hexadecimal; the revision's own name where the hub names no commit. */
  readonly commit: string;
  readonly files: readonly HubFile[];
  readonly licence?: string;
  /** ISO 639 codes; not there where the card names none, or "multilingual". */
  readonly languages?: readonly string[];
  /** The repository that this one was made from, as where weights were only converted. */
  readonly base?: string;
}

/** A model hub, or a mirror with its layout. */
export interface Hub {
  /** For people: `huggingface.co`. */
  readonly host: string;
  /** Lists a repository. @param revision a commit, branch or tag; "main" where it is empty. */
  look(name: string, revision: string, signal: AbortSignal): Promise<Result<HubRepository>>;
  /** Reads one small JSON file; undefined where the repository has none of this name, or it is no JSON. */
  readJson(repository: HubRepository, path: string, signal: AbortSignal): Promise<Result<unknown>>;
  addressOf(repository: Pick<HubRepository, "name" | "commit">, path: string): string;
}

/** A person waits for these, and can ask again. */
const tries = 3;
/** Bytes of a listing or a JSON file, at most. */
const mostJson = 8_000_000;

const commitPattern = /^[0-9a-f]{7,64}$/u;

const listing = z.object({
  sha: z.string().regex(commitPattern),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.number().int().nonnegative().nullish(),
      blobId: z.string().nullish(),
      lfs: z.object({ sha256: z.string().nullish(), size: z.number().nullish() }).nullish(),
    }),
  ),
  cardData: z
    .object({
      license: z.union([z.string(), z.array(z.string())]).nullish(),
      license_name: z.string().nullish(),
      language: z.union([z.string(), z.array(z.string())]).nullish(),
      base_model: z.union([z.string(), z.array(z.string())]).nullish(),
    })
    .nullish()
    .catch(undefined),
});

/** Speaks with a hub at an address such as `https://huggingface.co`. */
export function createHub(ports: {
  readonly http: HttpClient;
  readonly address: string;
  readonly clock: Pick<Clock, "sleep">;
  /** See `Patience`. */
  readonly pause?: number | undefined;
}): Hub {
  const { http, clock, pause } = ports;
  const base = ports.address.replace(/\/+$/u, "");
  const { host } = new URL(base);
  const escaped = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

  async function fetchText(url: string, what: string, signal: AbortSignal): Promise<Attempt<string>> {
    try {
      const { status, headers, body } = await http.get(url, { accept: "application/json" }, signal);
      if (status !== 200) {
        body.on("error", () => undefined).destroy();
        const failure = refusal(status, headers, host, what);
        if (!passing.has(status)) return { kind: "failed", failure };
        return { kind: "again", failure, wait: retryAfter(headers["retry-after"], Date.now()) };
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostJson) return { kind: "failed", failure: networkFailure(host, new Error(t("{0} is too long", what))) };
        chunks.push(chunk);
      }
      return { kind: "done", value: Buffer.concat(chunks).toString("utf8") };
    } catch (error) {
      return { kind: isLasting(error) ? "failed" : "again", failure: networkFailure(host, error) };
    }
  }

  const getJson = async (url: string, what: string, signal: AbortSignal): Promise<Result<unknown>> => {
    const text = await persist(() => fetchText(url, what, signal), { clock, signal, pause, tries });
    return text.ok ? success(parseJson(text.value)) : text;
  };

  const addressOf: Hub["addressOf"] = ({ name, commit }, path) =>
    `${base}/${escaped(name)}/resolve/${commit}/${escaped(path)}`;

  /** What can be told of a file without fetching it; undefined where there is none. */
  async function headOf(name: string, revision: string, path: string, signal: AbortSignal) {
    const answer = await http.head(addressOf({ name, commit: revision }, path), signal).catch(() => undefined);
    return answer?.status === 200 ? { path, headers: answer.headers } : undefined;
  }

  /** Lists a repository at a mirror that has the files alone, by asking for those that can be of use. */
  async function probe(name: string, revision: string, signal: AbortSignal): Promise<HubRepository | undefined> {
    const first = await headOf(name, revision, "config.json", signal);
    if (first === undefined) return undefined;
    const found = await Promise.all(probedPaths.map((path) => headOf(name, revision, path, signal)));
    const commit = first.headers["x-repo-commit"];
    return {
      name,
      commit: commit !== undefined && commitPattern.test(commit) ? commit : revision,
      files: [first, ...found].flatMap((file) => (file === undefined ? [] : fileOfHeaders(file))),
    };
  }

  return {
    host,
    addressOf,
    async look(name, revision, signal) {
      const asked = revision === "" ? "main" : revision;
      const url = `${base}/api/models/${escaped(name)}/revision/${encodeURIComponent(asked)}?blobs=true`;
      const what = revision === "" ? t("model {0}", name) : t("model {0} at revision {1}", name, revision);
      const answered = await getJson(url, what, signal);
      if (!answered.ok) {
        const probed = answered.failure.code === "model-missing" ? await probe(name, asked, signal) : undefined;
        return probed === undefined ? answered : success(probed);
      }
      const parsed = listing.safeParse(answered.value);
      if (!parsed.success)
        return failure(
          "network",
          t("{0} does not answer like a model hub: the list of the files of {1} cannot be read. Check the address of the mirror (askDocs.model.mirror).", host, name),
        );
      return success(repositoryOf(name, parsed.data));
    },
    async readJson(repository, path, signal) {
      if (!repository.files.some((file) => file.path === path)) return success(undefined);
      const read = await getJson(addressOf(repository, path), t("file {0} of {1}", path, repository.name), signal);
      return !read.ok && read.failure.code === "model-missing" ? success(undefined) : read;
    },
  };
}

/** Files that make a model, or say how it is used, besides `config.json`. */
const probedPaths = [
  ...["tokenizer.json", "tokenizer_config.json", "modules.json", "1_Pooling/config.json"],
  ...["config_sentence_transformers.json", "sentence_bert_config.json"],
  ...["onnx/model_quantized.onnx", "onnx/model_int8.onnx", "onnx/model_uint8.onnx", "onnx/model.onnx"],
];

function fileOfHeaders(file: { readonly path: string; readonly headers: Readonly<Record<string, string>> }): HubFile {
  const { path, headers } = file;
  const bytes = Number(headers["x-linked-size"] ?? headers["content-length"] ?? Number.NaN);
  return { path, bytes: Number.isFinite(bytes) ? bytes : undefined, sha256: sha256OfTag(headers["x-linked-etag"]) };
}

/** The hash that the hub gives a large file for its tag. */
export const sha256OfTag = (tag: string | undefined): string | undefined =>
  /^(?:W\/)?"?([0-9a-f]{64})"?$/u.exec(tag ?? "")?.[1];

function repositoryOf(name: string, { sha, siblings, cardData }: z.infer<typeof listing>): HubRepository {
  const licence = cardData?.license_name ?? first(cardData?.license);
  const languages = languagesOf(cardData?.language);
  const base = first(cardData?.base_model);
  return {
    name,
    commit: sha,
    files: siblings.map(({ rfilename, size, blobId, lfs }) => ({
      path: rfilename,
      bytes: lfs?.size ?? size ?? undefined,
      sha256: lfs?.sha256 ?? undefined,
      gitHash: lfs === undefined || lfs === null ? (blobId ?? undefined) : undefined,
    })),
    ...(licence === undefined ? {} : { licence }),
    ...(languages === undefined ? {} : { languages }),
    ...(base === undefined ? {} : { base }),
  };
}

const first = (value: string | readonly string[] | null | undefined): string | undefined =>
  typeof value === "string" ? value : value?.[0];

/** Codes as the card has them, without regions; undefined where they say nothing about single languages. */
function languagesOf(value: string | readonly string[] | null | undefined): readonly string[] | undefined {
  const named = (typeof value === "string" ? [value] : (value ?? [])).map((tag) => tag.toLowerCase());
  if (named.includes("multilingual")) return undefined;
  const codes = named.map((tag) => tag.split(/[-_]/u)[0] ?? "").filter((code) => /^[a-z]{2,3}$/u.test(code));
  return codes.length === 0 ? undefined : [...new Set(codes)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
