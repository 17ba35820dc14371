import {
  commands,
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  languages,
  Range,
  Uri,
  type CancellationToken,
  type CompletionItemProvider,
  type Disposable,
  type DocumentSymbol,
  type TextDocument,
} from "vscode";
import type { CompletedMentionView } from "../../../protocol/mentions.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { linesAbove } from "./linesAbove.ts";
import { hitTargets, mentionTargets, openLinkAt, pageNamed, type LinkTarget, type OpenLink } from "./linkCompletion.ts";
import { plainQuery } from "./plainQuery.ts";
import { surroundingsOf } from "./tagCompletion.ts";

/** Pages, and headings, that are offered. */
const limit = 30;
/** Where fewer names fit, pages are looked for by their meaning as well. */
const few = 5;

/**
 * Completes pages and headings after `[[` in Markdown: by their names, and, where few fit, by what the index finds for the
 * words; after `[[page#` the headings of that page, after `[[#` those of the note itself.
 */
export function completeLinks(server: LanguageServer): Disposable {
  const notes = ["file", "untitled"].map((scheme) => ({ language: "markdown", scheme }));

  async function complete(
    params: { readonly of: "places" | "headings"; readonly typed: string; readonly within?: readonly string[] },
    token: CancellationToken,
  ): Promise<readonly CompletedMentionView[]> {
    return server.ask((to) => to.completeMention({ within: [], ...params, limit, recent: [] }, token));
  }

  async function pagesLike(typed: string, own: Uri, token: CancellationToken): Promise<readonly LinkTarget[]> {
    const [places, headings] = await Promise.all([
      complete({ of: "places", typed }, token),
      typed === "" ? [] : complete({ of: "headings", typed }, token),
    ]);
    const isOther = ({ uri }: { readonly uri: string }): boolean => Uri.parse(uri).fsPath !== own.fsPath;
    const fitting = [...places, ...headings].sort((a, b) => a.rank - b.rank);
    const named = mentionTargets(fitting.filter(({ mention }) => isOther(mention)));
    const query = plainQuery(typed);
    if (named.length >= few || query === "") return named;
    const { hits } = await server.ask((to) => to.search({ query, limit, lastWordIsPrefix: true }, token));
    const known = new Set(named.map(({ target }) => target));
    return [
      ...named,
      ...hitTargets(hits.filter(({ place }) => isOther(place))).filter(({ target }) => !known.has(target)),
    ];
  }

  async function headingsOf(page: string, typed: string, token: CancellationToken): Promise<readonly LinkTarget[]> {
    const name = page.slice(page.lastIndexOf("/") + 1);
    const file = pageNamed(page, await complete({ of: "places", typed: name }, token));
    if (file === undefined) return [];
    const found = await complete({ of: "headings", typed, within: [file.uri] }, token);
    // The page is written already.
    return mentionTargets(found).map(({ target }) => {
      const heading = target.slice(target.indexOf("#"));
      return { label: heading.slice(1), target: page + heading };
    });
  }

  function targetsOf(open: OpenLink, { uri }: TextDocument, token: CancellationToken): Promise<readonly LinkTarget[]> {
    if (open.heading === undefined) return pagesLike(open.page, uri, token);
    return open.page === "" ? ownHeadings(uri) : headingsOf(open.page, open.heading, token);
  }

  const provider: CompletionItemProvider = {
    async provideCompletionItems(document, { line, character }, token) {
      const { text } = document.lineAt(line);
      const open = openLinkAt(text, character);
      if (open === undefined || surroundingsOf(linesAbove(document, line)) === "code") return undefined;
      const targets = await targetsOf(open, document, token);
      const range = new Range(line, open.start, line, character);
      const typed = text.slice(open.start, character);
      // The note's own headings are left to the editor to sift; what the server finds fits, also where its letters differ.
      const isSifted = open.heading !== undefined && open.page === "";
      const items = targets.map(({ label, target }, at) => {
        const item = new CompletionItem({ label, description: target }, CompletionItemKind.Reference);
        const insertText = open.isUnclosed ? `${target}]]` : target;
        const sortText = String(at).padStart(3, "0");
        return Object.assign(item, { range, insertText, filterText: isSifted ? target : typed, sortText });
      });
      return new CompletionList(items, !isSifted);
    },
  };
  return languages.registerCompletionItemProvider(notes, provider, "[", "#");
}

/** The headings of the note itself, saved or not, as the editor outlines it. */
async function ownHeadings(uri: Uri): Promise<readonly LinkTarget[]> {
  const outline = await commands.executeCommand<DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  const flat = (symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] =>
    symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
  const names = flat(outline ?? []).map(({ name }) => name.replace(/^#+\s*/u, "").trim());
  return [...new Set(names)]
    .filter((name) => name !== "" && !/[\][|#]/u.test(name))
    .map((name) => ({ label: name, target: `#${name}` }));
}
