import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A question set on disk: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv`, perhaps `answers.jsonl`. */
export interface EvaluationSet {
  readonly name: string;
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly questions: readonly { readonly id: string; readonly text: string }[];
  /** Grades above 0 by question and document. */
  readonly relevant: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly answers: ReadonlyMap<
    string,
    {
      readonly document: string;
      readonly answers: readonly string[];
      readonly answerable: boolean;
      /** What the document does to a claim, in sets of claims. */
      readonly label?: string;
      /** Where the answers stand in the document's text, in sets that say so. */
      readonly spans?: readonly (readonly [start: number, end: number])[];
    }
  >;
}

type Row = Record<string, unknown>;

const lines = (file: string): string[] =>
  readFileSync(file, "utf8")
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== "");
const rows = (file: string): Row[] => lines(file).map((line) => JSON.parse(line) as Row);
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** Reads a set; `questionsFrom` takes the questions of another one with the same ids (questions across languages). */
export function readEvaluationSet(root: string, name: string, questionsFrom = name): EvaluationSet {
  const folder = join(root, name);
  const relevant = new Map<string, Map<string, number>>();
  for (const line of lines(join(folder, "qrels.tsv"))) {
    const [question = "", document = "", grade] = line.split("\t");
    if (!(Number(grade) > 0)) continue;
    const grades = relevant.get(question) ?? new Map<string, number>();
    relevant.set(question, grades.set(document, Number(grade)));
  }
  const answersFile = join(folder, "answers.jsonl");
  const answers = (existsSync(answersFile) ? rows(answersFile) : []).map(
    (row) =>
      [
        text(row["query_id"]),
        {
          document: text(row["doc_id"]),
          answers: row["answers"] as string[],
          answerable: row["answerable"] === true,
          ...(typeof row["label"] === "string" ? { label: row["label"] } : {}),
          ...(Array.isArray(row["spans"]) ? { spans: row["spans"] as [number, number][] } : {}),
        },
      ] as const,
  );
  return {
    name: questionsFrom === name ? name : `${questionsFrom} over ${name}`,
    documents: rows(join(folder, "corpus.jsonl")).map((row) => ({
      id: text(row["id"]),
      title: text(row["title"]),
      text: text(row["text"]),
    })),
    questions: rows(join(root, questionsFrom, "queries.jsonl")).map((row) => ({
      id: text(row["id"]),
      text: text(row["text"]),
    })),
    relevant,
    answers: new Map(answers),
  };
}

/** The number of a paragraph of a parallel set, the same in every language. */
export const paragraphNumber = (document: string): number => Number(document.replace(/\D/gu, ""));

/** Paragraphs below this number are taken in the first language of a mixed set, the others in the second. */
export const firstHalf = 120;

/** A folder of two languages: half of a parallel set's paragraphs in one, half in the other; questions in `asked`. */
export function readMixedSet(root: string, languages: readonly string[], asked: string): EvaluationSet {
  const sets = languages.map((language) => readEvaluationSet(root, `xquad/${language}`, `xquad/${asked}`));
  const documents = sets.flatMap((set, place) =>
    set.documents.filter(({ id }) => paragraphNumber(id) < firstHalf === (place === 0)),
  );
  const [first] = sets;
  if (first === undefined) throw new Error("A mixed set needs languages.");
  return { ...first, name: `${asked} over ${languages.join(" and ")}`, documents };
}

const isFileName = (id: string): boolean => /\.(?:md|mdx|markdown|txt)$/iu.test(id);

/** Writes a set's documents as files, once; returns the document id of each path. */
export function writeDocuments(set: EvaluationSet, folder: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id, title, text } of set.documents) {
    const isPath = isFileName(id);
    const path = isPath ? id : `${id.replace(/[^\w.-]+/gu, "_")}.md`;
    const file = join(folder, path);
    ids.set(path, id);
    if (existsSync(file)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, isPath || title === "" ? text : `# ${title}\n\n${text}\n`);
  }
  return ids;
}

/** Where a document's text begins in the file that `writeDocuments` makes of it, by document. */
export const textOffsets = (set: EvaluationSet): ReadonlyMap<string, number> =>
  new Map(
    set.documents.map(({ id, title }) => [id, title === "" || isFileName(id) ? 0 : `# ${title}\n\n`.length] as const),
  );

/** The first characters of each document, and the questions whose spans lie there. */
export function trimDocuments(set: EvaluationSet, characters: number): EvaluationSet {
  const isInside = (id: string): boolean => (set.answers.get(id)?.spans ?? []).every(([, end]) => end <= characters);
  return {
    ...set,
    documents: set.documents.map((document) => ({ ...document, text: document.text.slice(0, characters) })),
    questions: set.questions.filter(({ id }) => isInside(id)),
  };
}

/** At most `limit` items, evenly spread. */
export function sampled<T>(items: readonly T[], limit: number): readonly T[] {
  return items.filter((_, at) => at % Math.ceil(items.length / limit) === 0);
}

/** A text without differences of case, width and white space. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
