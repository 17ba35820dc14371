import { t } from "@vscode/l10n";
import { SymbolKind, type DocumentSymbol } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { onOneLine } from "../../core/fewShot/document/shotsFault.ts";
import type { Demonstration, ShotsField } from "../../core/fewShot/shotsDocument.ts";
import { editorRange } from "./editorRanges.ts";
import type { OpenShots } from "./parsedDocuments.ts";

/** UTF-16 code units of a value beside its name. */
const shownLength = 60;

/** The outline: the front matter with its keys, and the demonstrations with their fields. */
export function outlineOf(document: TextDocument, shots: OpenShots): DocumentSymbol[] {
  const { frontMatter } = shots.layout;
  const top: DocumentSymbol[] = [];
  if (frontMatter !== undefined) {
    top.push({
      name: t("front matter"),
      ...(shots.document.frontMatter.task !== undefined && { detail: shown(shots.document.frontMatter.task) }),
      kind: SymbolKind.Namespace,
      range: editorRange(document, frontMatter.range),
      selectionRange: editorRange(document, { start: frontMatter.range.start, end: frontMatter.range.start + 3 }),
      children: frontMatter.keys.map(({ name, key, value }) => ({
        name: name.trim() === "" ? "?" : name,
        ...(value !== undefined && { detail: shown(shots.text.slice(value.start, value.end)) }),
        kind: SymbolKind.Property,
        range: editorRange(document, { start: key.start, end: Math.max(key.end, value?.end ?? 0) }),
        selectionRange: editorRange(document, key),
      })),
    });
  }
  return [...top, ...shots.document.demonstrations.flatMap((one, at) => demonstrationOf(document, shots, one, at))];
}

function demonstrationOf(
  document: TextDocument,
  { layout }: OpenShots,
  demonstration: Demonstration,
  at: number,
): readonly DocumentSymbol[] {
  const place = layout.demonstrations[at];
  if (place === undefined) return [];
  return [
    {
      name: shown(titleOf(demonstration, at)),
      ...(demonstration.fields.length > 0 && { detail: shown(demonstration.fields.at(-1)?.value ?? "") }),
      kind: SymbolKind.Event,
      range: editorRange(document, place.range),
      selectionRange: editorRange(document, place.header),
      children: demonstration.fields.flatMap((field: ShotsField, index): readonly DocumentSymbol[] => {
        const part = place.fields[index];
        if (part === undefined) return [];
        const range = editorRange(document, part.range);
        const selectionRange = editorRange(document, part.name);
        return [{ name: field.name, detail: shown(field.value), kind: SymbolKind.Field, range, selectionRange }];
      }),
    },
  ];
}

/** A demonstration's name, else its first words, else its number. */
function titleOf({ name, fields }: Demonstration, at: number): string {
  const words = name ?? fields[0]?.value ?? "";
  return words.trim() === "" ? t("demonstration {0}", at + 1) : words;
}

const shown = (text: string): string => onOneLine(text.replace(/\s+/gu, " ").trim(), shownLength);
