import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";

const readSize = 1 << 20;

/** SHA-256 of a file, hexadecimal. */
export const sha256OfFile = (path: string): Promise<string> => digest(path, createHash("sha256"));

/** Git's own hash of a file, by which the hub names what is not in its large file storage. */
export const gitHashOfFile = (path: string, bytes: number): Promise<string> =>
  digest(path, createHash("sha1").update(`blob ${bytes}\0`));

async function digest(path: string, hash: Hash): Promise<string> {
  // One buffer for the whole file: a stream's many would stay in the memory of the process.
  const buffer = Buffer.allocUnsafe(readSize);
  await using file = await open(path);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, readSize);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(buffer.subarray(0, bytesRead));
  }
}
