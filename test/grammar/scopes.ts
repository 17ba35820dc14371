import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

/** A piece of a line and the innermost scope that the grammar gives it. */
export interface ScopedPiece {
  readonly text: string;
  /** From the outermost, without the grammar's own. */
  readonly scopes: readonly string[];
}

const grammarFile = new URL("../../syntaxes/shots.tmLanguage.json", import.meta.url);

/** Stands in for the editor's own YAML grammar: keys and nothing else. */
const yaml = { scopeName: "source.yaml", patterns: [{ match: "^\\w+(?=:)", name: "entity.name.tag.yaml" }] };

/** Loads the grammar of `.shots` documents into the engine that the editor uses. */
export async function loadShotsGrammar(): Promise<IGrammar> {
  const wasm = await readFile(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const sources: Readonly<Record<string, string>> = {
    "source.shots": await readFile(grammarFile, "utf8"),
    "source.yaml": JSON.stringify(yaml),
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const source = sources[scope];
      return source === undefined ? null : textmate.parseRawGrammar(source, `${scope}.json`);
    },
  });
  const grammar = await registry.loadGrammar("source.shots");
  if (grammar === null) throw new Error("The grammar of .shots documents could not be loaded.");
  return grammar;
}

/** The pieces of every line, in order. */
export function scopeLines(grammar: IGrammar, text: string): readonly (readonly ScopedPiece[])[] {
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    // The engine adds the line end to the last token.
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) }))
      .filter((piece) => piece.text !== "");
  });
}
