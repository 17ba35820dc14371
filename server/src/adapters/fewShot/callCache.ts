import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, open, rename, stat, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Completion, CompletionModel } from "../../core/fewShot/evaluation/completionModel.ts";
import { success } from "../../core/result.ts";

const line = z.object({
  key: z.string(),
  text: z.string(),
  promptTokens: z.number().optional(),
  answerTokens: z.number().optional(),
  firstTokens: z.array(z.object({ token: z.string(), logprob: z.number() })).optional(),
  seconds: z.number(),
});

export interface CallCache {
  readonly model: CompletionModel;
  /** Answers that were known from an earlier run, and used in this one. */
  reused(): number;
}

/**
 * A model that asks the one behind it only what no earlier run has asked: answers are added to a file, a line each, so
 * that a run that was stopped goes on. Prompts themselves are not kept, only their SHA-256. A line that was cut short is
 * passed over.
 *
 * @param mostBytes of the file; where it is larger, only the newest half of that is kept. No limit unless given.
 */
export async function openCallCache(
  file: string,
  behind: CompletionModel,
  address: string,
  { mostBytes = Infinity }: { readonly mostBytes?: number } = {},
): Promise<CallCache> {
  await mend(file, mostBytes);
  const known = await readCalls(file);
  let reused = 0;
  return {
    reused: () => reused,
    model: {
      name: behind.name,
      async complete(request, signal) {
        signal?.throwIfAborted();
        const key = createHash("sha256")
          .update(JSON.stringify([address, behind.name, request]))
          .digest("hex");
        const before = known.get(key);
        if (before !== undefined) {
          reused += 1;
          return success(before);
        }
        const answered = await behind.complete(request, signal);
        if (!answered.ok) return answered;
        known.set(key, answered.value);
        await appendFile(file, `${JSON.stringify({ key, ...answered.value })}\n`);
        return answered;
      },
    },
  };
}

/** Drops the oldest answers of a file that is too large, and ends a line that was cut short, which would spoil the next. */
async function mend(file: string, mostBytes: number): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return;
  const isLarge = size > mostBytes;
  const end = Buffer.alloc(isLarge ? Math.floor(mostBytes / 2) : 1);
  const handle = await open(file);
  try {
    await handle.read(end, 0, end.length, size - end.length);
  } finally {
    await handle.close();
  }
  if (isLarge) {
    const aside = `${file}.new`;
    await writeFile(aside, end.subarray(end.indexOf("\n") + 1));
    await rename(aside, file);
  }
  if (end.at(-1) !== "\n".charCodeAt(0)) await appendFile(file, "\n");
}

async function readCalls(file: string): Promise<Map<string, Completion>> {
  const known = new Map<string, Completion>();
  try {
    for await (const text of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
      const read = parseLine(text);
      if (read === undefined) continue;
      const { key, promptTokens, answerTokens, firstTokens, ...completion } = read;
      known.set(key, {
        ...completion,
        ...(promptTokens === undefined ? {} : { promptTokens }),
        ...(answerTokens === undefined ? {} : { answerTokens }),
        ...(firstTokens === undefined ? {} : { firstTokens }),
      });
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ENOENT") throw error;
  }
  return known;
}

function parseLine(text: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
