import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { splits, type MadeQuestion } from "../../core/evaluation/making/madeQuestion.ts";
import { peoplesPart, setTextsOf } from "../../core/evaluation/making/setRows.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { setFiles } from "./readSet.ts";

/**
 * Writes made questions as a set in a folder, and each part of it as a set in `dev` and `test` there. A set that was made
 * takes the place of the one made before; what people wrote or judged is refused, and nothing is written then.
 */
export async function writeMadeSet(folder: string, questions: readonly MadeQuestion[]): Promise<Result<void>> {
  const places = [
    { folder, questions },
    ...splits.map((split) => ({
      folder: join(folder, split),
      questions: questions.filter((question) => question.split === split),
    })),
  ];
  try {
    for (const place of places) {
      const kept = await peoplesFile(place.folder);
      if (kept !== undefined)
        return failure(
          "unwritable",
          `${kept} holds questions or judgements that were not made by this command, and is left as it is; name another folder after --make.`,
        );
    }
    for (const place of places) await writeSet(place.folder, place.questions);
    return success(undefined);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure("unwritable", `The set cannot be written to ${folder} (${cause}).`);
  }
}

/** The file of a folder that holds what people wrote; undefined where none does. */
async function peoplesFile(folder: string): Promise<string | undefined> {
  const [questions, relevance, answers, judgements] = await Promise.all(
    [setFiles.questions, setFiles.relevance, setFiles.answers, setFiles.judgements].map((name) =>
      readIfThere(join(folder, name)),
    ),
  );
  if ((judgements ?? "").trim() !== "") return join(folder, setFiles.judgements);
  const texts = { questions: questions ?? "", relevance: relevance ?? "", answers: answers ?? "" };
  const part = peoplesPart(texts);
  return part === undefined ? undefined : join(folder, setFiles[part]);
}

async function writeSet(folder: string, questions: readonly MadeQuestion[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const texts = setTextsOf(questions);
  for (const part of ["questions", "answers", "relevance"] as const) {
    const file = join(folder, setFiles[part]);
    const made = `${file}.${process.pid}.tmp`;
    try {
      await writeFile(made, texts[part]);
      await rename(made, file);
    } finally {
      await rm(made, { force: true });
    }
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
