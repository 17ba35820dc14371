import { parseDocument } from "yaml";

/** What a document says of itself before its text begins. */
export interface FrontMatter {
  readonly title?: string;
  /** An ISO 639-1 code, lower case. */
  readonly language?: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** As written. */
  readonly date?: string;
  /** Offset of the first line after it; 0 where there is none. */
  readonly end: number;
}

/** YAML is slow to read, and nobody writes a longer header; UTF-16 code units. */
const longest = 100_000;

const none: FrontMatter = { aliases: [], tags: [], end: 0 };

const opening = /^---[ \t]*(?:\r\n?|\n)/u;
const closing = /(?:^|\r\n?|\n)(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/u;

/**
 * Reads YAML front matter between `---` fences at the very start of a text.
 *
 * Known keys: title, tags, date (or created, or updated), aliases or alias, lang or language. What is not a YAML
 * mapping is no front matter: it is left to be read as text.
 */
export function readFrontMatter(text: string): FrontMatter {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return none;
  const rest = text.slice(start, start + longest);
  const fence = closing.exec(rest);
  if (fence === null) return none;
  const values = readMapping(rest.slice(0, fence.index));
  if (values === undefined) return none;
  const end = start + fence.index + fence[0].length;
  const title = firstText(values, ["title"]);
  const date = firstText(values, ["date", "created", "updated"]);
  const language = /^([a-z]{2})(?:[-_]|$)/u.exec((firstText(values, ["lang", "language"]) ?? "").toLowerCase())?.[1];
  return {
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(language !== undefined && { language }),
    aliases: [...texts(values.get("aliases"), false), ...texts(values.get("alias"), false)],
    tags: texts(values.get("tags"), true).map((tag) => tag.replace(/^#/u, "")),
    end,
  };
}

function readMapping(yaml: string): ReadonlyMap<unknown, unknown> | undefined {
  try {
    const document = parseDocument(yaml, { uniqueKeys: false, logLevel: "silent" });
    if (document.errors.length > 0) return undefined;
    const value: unknown = document.toJS({ mapAsMap: true });
    if (value === null) return new Map();
    return value instanceof Map ? value : undefined;
  } catch {
    // An alias without an anchor, or too many of them, throws while values are made.
    return undefined;
  }
}

function firstText(values: ReadonlyMap<unknown, unknown>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = scalar(values.get(key));
    if (text !== undefined) return text;
  }
  return undefined;
}

function scalar(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

function texts(value: unknown, splitAtCommas: boolean): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : splitAtCommas && typeof value === "string"
      ? value.split(",")
      : [value];
  return list.map(scalar).filter((text) => text !== undefined);
}
