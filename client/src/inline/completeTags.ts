import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  languages,
  Range,
  type CompletionItemProvider,
  type Disposable,
  type TextDocument,
} from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { linesAbove } from "./linesAbove.ts";
import { openFrontTagIn, openTagIn, surroundingsOf, type OpenTag } from "./tagCompletion.ts";

const limit = 50;

/** Completes the workspace's tags after `#` in Markdown, and in front matter's `tags:`; those of most notes first. */
export function completeTags(server: LanguageServer, texts: Texts["inline"]): Disposable {
  const notes = ["file", "untitled"].map((scheme) => ({ language: "markdown", scheme }));
  const provider: CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      const open = openTagAt(document, position.line, position.character);
      if (open === undefined) return undefined;
      const { typed, start, sign } = open;
      const tags = await server.ask((to) => to.completeTag({ typed, limit }, token));
      const range = new Range(position.line, start, position.line, position.character);
      // A tag that stands nowhere else is the one that is being written.
      const others = tags.filter(({ tag, files }) => tag !== typed || files > 1);
      const items = others.map(({ tag, files }, at) => {
        const item = new CompletionItem(
          { label: sign + tag, description: texts.notes(files) },
          CompletionItemKind.Keyword,
        );
        // What the server finds fits, also where its letters differ.
        return Object.assign(item, {
          range,
          insertText: sign + tag,
          filterText: sign + typed,
          sortText: String(at).padStart(4, "0"),
        });
      });
      return new CompletionList(items, true);
    },
  };
  return languages.registerCompletionItemProvider(notes, provider, "#");
}

function openTagAt(
  document: TextDocument,
  line: number,
  character: number,
): (OpenTag & { readonly sign: string }) | undefined {
  const before = document.lineAt(line).text.slice(0, character);
  const above = linesAbove(document, line);
  switch (surroundingsOf(above)) {
    case "code":
      return undefined;
    case "front matter": {
      const open = openFrontTagIn(above, before);
      return open && { ...open, sign: "" };
    }
    case "text": {
      const open = openTagIn(before);
      return open && { ...open, sign: "#" };
    }
  }
}
