import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import {
  changeSet,
  normaliseQuestion,
  ownIdPrefix,
  type JudgementChange,
  type SetTexts,
} from "../../core/evaluation/ownSet.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { withFolderLock } from "./folderLock.ts";
import { setFiles } from "./readSet.ts";

/** A set that grows by judgements, in a folder that several processes may write to. */
export interface OwnSetFolder {
  readonly folder: string;
  /** The files as they stand; empty texts where there are none. */
  read(): Promise<Result<SetTexts>>;
  /** Changes the files by one judgement; gives them as they are then. */
  judge(change: JudgementChange): Promise<Result<SetTexts>>;
}

/** The folder is made with the first judgement. */
export function createOwnSetFolder(folder: string): OwnSetFolder {
  async function readTexts(): Promise<SetTexts> {
    const [questions, relevance, judgements] = await Promise.all([
      readIfThere(join(folder, setFiles.questions)),
      readIfThere(join(folder, setFiles.relevance)),
      readIfThere(join(folder, setFiles.judgements)),
    ]);
    return { questions, relevance, judgements };
  }

  /** Each file whole, in an order in which a crash leaves no judgement of an unknown question. */
  async function write(before: SetTexts, after: SetTexts): Promise<void> {
    for (const part of ["questions", "judgements", "relevance"] as const) {
      if (after[part] === before[part]) continue;
      const file = join(folder, setFiles[part]);
      const made = `${file}.${randomUUID()}.tmp`;
      try {
        await writeFile(made, after[part]);
        await rename(made, file);
      } finally {
        await rm(made, { force: true });
      }
    }
  }

  const failed = (what: "read" | "written", error: unknown): Result<never> => {
    const detail = error instanceof Error ? error.message : String(error);
    return failure(
      "unwritable",
      what === "read"
        ? t("The judgements in {0} cannot be read ({1}).", folder, detail)
        : t("The judgements in {0} cannot be written ({1}).", folder, detail),
    );
  };

  return {
    folder,
    async read() {
      try {
        return success(await readTexts());
      } catch (error) {
        return failed("read", error);
      }
    },
    async judge(change) {
      try {
        await mkdir(folder, { recursive: true });
        return await withFolderLock(folder, async () => {
          const before = await readTexts();
          const after = changeSet(before, change, ownIdOf(change.question));
          await write(before, after);
          return after;
        });
      } catch (error) {
        return failed("written", error);
      }
    },
  };
}

/** The same in every window and on every machine. */
const ownIdOf = (question: string): string =>
  `${ownIdPrefix}${createHash("sha256").update(normaliseQuestion(question)).digest("hex").slice(0, 12)}`;

/** Strictly: a file that is not UTF-8 would not be the same when it is written again. */
async function readIfThere(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    if (error instanceof TypeError) throw new Error(t("{0} is not UTF-8; save it as UTF-8", file), { cause: error });
    throw error;
  }
}
