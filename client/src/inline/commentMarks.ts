/** What a line of a comment begins with, and ends with where the comment ends on it. */
export interface CommentMark {
  readonly opening: string;
  readonly closing: string;
}

const mark = (opening: string, closing = ""): CommentMark => ({ opening, closing });

const slashes = [mark("//"), mark("/*", "*/"), mark("*")];
const hash = [mark("#")];
const dashes = [mark("--")];
const percent = [mark("%")];
const semicolons = [mark(";")];
const tags = [mark("<!--", "-->")];
const stars = [mark("/*", "*/"), mark("*")];

/** Language identifiers of the editor, by how their comments are written. */
const languages: readonly (readonly [readonly CommentMark[], string])[] = [
  [
    slashes,
    "javascript javascriptreact typescript typescriptreact java c cpp csharp go rust swift kotlin scala php dart groovy jsonc scss less objective-c objective-cpp fsharp zig cuda-cpp proto",
  ],
  [
    hash,
    "python ruby shellscript perl perl6 r yaml dockercompose toml makefile dockerfile powershell elixir julia coffeescript nim ignore properties graphql terraform",
  ],
  [dashes, "sql lua haskell ada elm vhdl"],
  [percent, "latex tex matlab erlang prolog"],
  [semicolons, "clojure lisp scheme ini asm"],
  [tags, "html xml xsl vue svelte"],
  [stars, "css"],
];

const byLanguage: ReadonlyMap<string, readonly CommentMark[]> = new Map(
  languages.flatMap(([marks, names]) => names.split(" ").map((name) => [name, marks] as const)),
);

/** The marks of a programming language's comments; undefined for a language that is not known, and for notes. */
export const commentMarksOf = (languageId: string): readonly CommentMark[] | undefined => byLanguage.get(languageId);

/** Whether files of a language are notes, whose every line may ask. */
export const isNotes = (languageId: string): boolean => languageId === "markdown" || languageId === "plaintext";
