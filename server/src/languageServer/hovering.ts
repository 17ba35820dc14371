import { MarkupKind, type Hover, type Position } from "vscode-languageserver/node";
import type { Settings } from "../../../protocol/settings.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import type { Folders } from "./folders.ts";
import { asMarkdown } from "./markdownText.ts";
import { createFolderViews, offsetAt, positionAt } from "./views.ts";

/** The document under the pointer, as the editor has it. */
export interface HoveredDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

/** Answers hovers with what the documents define; silent wherever they define nothing. */
export function createHovering(ports: { readonly folders: Folders; readonly settings: () => Settings }) {
  const { folders, settings } = ports;

  function isActive(languageId: string): boolean {
    const { "askDocs.hover.enabled": enabled, "askDocs.hover.languages": languages } = settings();
    return enabled && (languages.includes("*") || languages.includes(languageId));
  }

  return {
    async hover({ uri, languageId, text }: HoveredDocument, position: Position): Promise<Hover | null> {
      if (!isActive(languageId)) return null;
      const lines = createLineIndex(text);
      const offset = offsetAt(lines, position);
      const holding = folders.holding(uri).map(({ session, path }) => ({ session, path }));
      const others = folders.all().filter((session) => !holding.some((held) => held.session === session));
      for (const { session, path } of [...holding, ...others.map((session) => ({ session, path: uri }))]) {
        const shown = await session.use(async (index) => {
          const found = await index.service.hover({ path, text, offset, languageId });
          if (found === undefined) return undefined;
          const views = createFolderViews(index, folders.all().length > 1);
          const place = await views.place(found.path, { start: found.start, end: found.end });
          const address = `${place.uri}#L${place.range.start.line + 1}`;
          return {
            contents: {
              kind: MarkupKind.Markdown,
              value: `${asMarkdown(found.excerpt)}\n\n[${asMarkdown(place.path)}](${address})`,
            },
            range: { start: positionAt(lines, found.hovered.start), end: positionAt(lines, found.hovered.end) },
          };
        });
        if (shown !== undefined) return shown;
      }
      return null;
    },
  };
}
