import {
  CompletionItemKind,
  type CompletionItem,
  type CompletionList,
  type Position,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { sharedFields } from "../../core/fewShot/document/checkStructure.ts";
import { escapeValue } from "../../core/fewShot/document/escapes.ts";
import { frontMatterKeys } from "../../core/fewShot/document/frontMatterValues.ts";
import { encodePath } from "../../core/fewShot/document/provenanceLine.ts";
import { holds } from "./editorRanges.ts";
import { keyTexts, valueTexts } from "./keyTexts.ts";
import type { OpenShots } from "./parsedDocuments.ts";
import type { ShotsFiles } from "./shotsFiles.ts";

/** Typing one of these asks for completion, besides letters. */
export const completionTriggers = [":", " ", "@", "/"];

/** Longer lists are cut, and asked for again as one types. */
const mostItems = 200;

/** What is offered: `prefix` is what stands before the cursor and is replaced. */
interface Offer {
  readonly prefix: string;
  readonly items: readonly CompletionItem[];
}

/** Builds the completion of keys, values, field names, labels and the paths of provenance lines. */
export function createShotsCompletion(ports: {
  readonly files: ShotsFiles;
  readonly read: (document: TextDocument) => OpenShots;
}) {
  const { files, read } = ports;
  return function complete(document: TextDocument, position: Position): CompletionList {
    const shots = read(document);
    const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
    const offset = document.offsetAt(position);
    const { frontMatter } = shots.layout;
    const offer =
      frontMatter !== undefined && holds(frontMatter.yaml, offset)
        ? inFrontMatter(shots, line)
        : inBody(shots, line, offset, () => files.pathsFor(document.uri));
    if (offer === undefined) return { isIncomplete: false, items: [] };
    const start = { line: position.line, character: position.character - offer.prefix.length };
    const wanted = offer.prefix.toLowerCase();
    const fitting = offer.items.filter(({ label, insertText = label }) =>
      [label, insertText].some((text) => text.toLowerCase().includes(wanted)),
    );
    return {
      isIncomplete: fitting.length > mostItems,
      items: fitting.slice(0, mostItems).map((item) => ({
        ...item,
        filterText: item.insertText ?? item.label,
        textEdit: { range: { start, end: position }, newText: item.insertText ?? item.label },
      })),
    };
  };
}

function inFrontMatter({ layout }: OpenShots, line: string): Offer | undefined {
  const key = /^\w*$/u.exec(line)?.[0];
  if (key !== undefined) {
    const present = new Set(layout.frontMatter?.keys.map(({ name }) => name));
    const items = frontMatterKeys
      .filter((name) => !present.has(name) || name === key)
      .map((name) => ({
        label: name,
        kind: CompletionItemKind.Property,
        insertText: name === "shots" ? "shots: 1" : `${name}: `,
        documentation: keyTexts()[name],
      }));
    return { prefix: key, items };
  }
  const [, name = "", prefix = ""] = /^(template|selector|order):\s*([\w-]*)$/u.exec(line) ?? [];
  if (name !== "template" && name !== "selector" && name !== "order") return undefined;
  const items = Object.entries(valueTexts()[name]).map(([label, documentation]) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    documentation,
  }));
  return { prefix, items };
}

function inBody(
  { document, layout }: OpenShots,
  line: string,
  offset: number,
  paths: () => readonly string[],
): Offer | undefined {
  const path = /^@ (\S*)$/u.exec(line)?.[1];
  if (path !== undefined) {
    const kind = CompletionItemKind.File;
    return { prefix: path, items: paths().map((one) => ({ label: one, kind, insertText: encodePath(one) })) };
  }
  const at = layout.demonstrations.findLastIndex(({ header }) => header.start < offset);
  const demonstration = document.demonstrations[at];
  if (demonstration === undefined) return undefined;
  const shared = sharedFields(document.demonstrations);
  const attribute = /^@ \S+ \d+-\d+ sha256:[0-9a-f]{16,64} (?:.* )?([a-z]*)$/u.exec(line)?.[1];
  if (attribute !== undefined) {
    const kind = CompletionItemKind.Property;
    const names = ["lang", "kind", "confidence", "flag"];
    return { prefix: attribute, items: names.map((label) => ({ label, kind, insertText: `${label}:` })) };
  }
  const name = /^[\p{L}\p{M}\p{N}_-]*$/u.exec(line)?.[0];
  if (name !== undefined) {
    const present = new Set(demonstration.fields.map((field) => field.name));
    const missing = shared.filter((field) => !present.has(field) || field === name);
    const kind = CompletionItemKind.Field;
    return { prefix: name, items: missing.map((label) => ({ label, kind, insertText: `${label}: ` })) };
  }
  const [, field, value = ""] = /^([\p{L}\p{M}\p{N}_-]+): (.*)$/u.exec(line) ?? [];
  if (field === undefined || field !== shared.at(-1)) return undefined;
  const known = document.frontMatter.labels ?? [];
  const kind = CompletionItemKind.Value;
  return { prefix: value, items: known.map((label) => ({ label, kind, insertText: escapeValue(label) })) };
}
