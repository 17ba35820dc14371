import type { DocumentParser } from "./document.ts";

/** Finds the parser of a file by its extension. */
export interface ParserRegistry {
  /** Lower case, with the dot, in the order in which the parsers name them. */
  readonly extensions: readonly string[];
  /** The parser for a path, upper and lower case alike; undefined for a type that no parser reads. */
  parserFor(path: string): DocumentParser | undefined;
}

/** Collects parsers by the extensions they name; where two name the same one, that is a bug and throws. */
export function createParserRegistry(parsers: readonly DocumentParser[]): ParserRegistry {
  const byExtension = new Map<string, DocumentParser>();
  for (const parser of parsers) {
    for (const extension of parser.extensions) {
      if (byExtension.has(extension)) throw new Error(`Two parsers read ${extension} files.`);
      byExtension.set(extension, parser);
    }
  }
  return {
    extensions: [...byExtension.keys()],
    parserFor: (path) => byExtension.get(extensionOf(path)),
  };
}

/** The extension of a path in lower case, with the dot; "" for a name without one and for a dot file such as `.env`. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}
