import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { TextDecoder } from "node:util";
import { t } from "@vscode/l10n";
import { decodeText } from "../../core/documents/decode.ts";
import type { TextStreams } from "../../core/fewShot/mining/rows/textStreams.ts";
import { failure, success } from "../../core/result.ts";
import { faultOf, innerPath, realPlace } from "./folderPaths.ts";
import { placeOf } from "./listing.ts";

/** Bytes by which a file is told to be text, and in which encoding. */
const sampleSize = 64_000;

/** Opens files of a folder on disk; each is read twice, first for its hash, so that no size is too large. */
export async function createTextStreams(folder: string): Promise<TextStreams> {
  const root = (await realPlace(folder)) ?? folder;
  return {
    async open(path, signal) {
      const inner = innerPath(root, path);
      const place = inner && (await placeOf(root, inner.path));
      if (inner === undefined || place?.kind !== "file")
        return failure("unreadable", t("There is no file {0} in the folder that could be read.", path));
      const hash = createHash("sha256");
      let sample: Buffer | undefined;
      try {
        for await (const bytes of createReadStream(inner.absolute, { signal }) as AsyncIterable<Buffer>) {
          sample ??= Buffer.from(bytes.subarray(0, sampleSize));
          hash.update(bytes);
        }
      } catch (error) {
        signal?.throwIfAborted();
        return failure("unreadable", t("{0} cannot be read: {1}.", path, faultOf(error)));
      }
      const decoded = decodeText(sample ?? new Uint8Array());
      if (!decoded.ok) return decoded;
      const { encoding } = decoded.value;
      return success({ contentHash: hash.digest("hex"), pieces: () => decode(inner.absolute, encoding, signal) });
    },
  };
}

async function* decode(file: string, encoding: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(file, { signal }) as AsyncIterable<Buffer>) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
