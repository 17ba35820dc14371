import { CompletionItem, CompletionItemKind, CompletionList, languages, Range, type Disposable } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { linkTargets, openLinkIn } from "./linkCompletion.ts";
import { plainQuery } from "./plainQuery.ts";

/** Passages that pages and headings are taken from. */
const limit = 50;

/** Completes pages and their headings after `[[` in Markdown, by what the index finds for the words typed. */
export function completeLinks(server: LanguageServer): Disposable {
  const notes = ["file", "untitled"].map((scheme) => ({ language: "markdown", scheme }));
  const provider = {
    async provideCompletionItems(...[document, position, token]: CompletionParameters) {
      const link = openLinkIn(document.lineAt(position.line).text.slice(0, position.character));
      if (link === undefined) return undefined;
      const words = plainQuery(link.typed);
      const query = words === "" ? "ext:md,markdown" : words;
      const { hits } = await server.ask((to) => to.search({ query, limit, lastWordIsPrefix: true }, token));
      const range = new Range(position.line, link.start, position.line, position.character);
      const items = linkTargets(hits, document.uri.toString()).map(({ label, target }, at) => {
        const item = new CompletionItem({ label, description: target }, CompletionItemKind.Reference);
        // What the index finds fits, also where its letters differ.
        return Object.assign(item, { range, insertText: target, filterText: link.typed, sortText: padded(at) });
      });
      return new CompletionList(items, true);
    },
  };
  return languages.registerCompletionItemProvider(notes, provider, "[");
}

type CompletionParameters = Parameters<
  Parameters<typeof languages.registerCompletionItemProvider>[1]["provideCompletionItems"]
>;

const padded = (at: number): string => String(at).padStart(3, "0");
