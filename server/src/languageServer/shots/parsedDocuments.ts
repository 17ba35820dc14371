import type { TextDocument } from "vscode-languageserver-textdocument";
import { parseShots, type ParsedShots } from "../../core/fewShot/document/parseShots.ts";

/** The language id of `.shots` documents. */
export const shotsLanguage = "shots";

/** An open document as it was read. */
export interface OpenShots extends ParsedShots {
  readonly text: string;
}

/** Builds the reading of open documents; each version is read once. */
export function createShotsReader(): (document: TextDocument) => OpenShots {
  const read = new WeakMap<TextDocument, { readonly version: number; readonly shots: OpenShots }>();
  return (document) => {
    const known = read.get(document);
    if (known?.version === document.version) return known.shots;
    const text = document.getText();
    const shots = { ...parseShots(text), text };
    read.set(document, { version: document.version, shots });
    return shots;
  };
}
