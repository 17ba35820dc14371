import { readFileSync } from "node:fs";
import { config, t } from "@vscode/l10n";
import { env, l10n, Uri, workspace } from "vscode";
import type { Bundle, Translate } from "../../protocol/translate.ts";

/** The language that the extension speaks. */
export interface InterfaceLanguage {
  readonly t: Translate;
  /** A BCP 47 tag; decides how numbers are written. */
  readonly locale: string;
  /** What the panel and the server speak by; empty for English. */
  readonly bundle: Bundle;
}

/** Languages of `askDocs.language` that have a bundle. */
const translated: readonly string[] = ["fr", "he", "ru"];

/** The editor's language, or the one that the settings name; until the window is loaded anew. */
export function speak(extensionUri: Uri): InterfaceLanguage {
  const chosen = workspace.getConfiguration("askDocs").get<string>("language", "auto");
  const locale = chosen === "auto" ? env.language : chosen;
  const bundle = chosen === "auto" ? (l10n.bundle ?? {}) : readBundle(extensionUri, chosen);
  config({ contents: bundle });
  return { t, locale, bundle };
}

function readBundle(extensionUri: Uri, language: string): Bundle {
  if (!translated.includes(language)) return {};
  const { fsPath } = Uri.joinPath(extensionUri, "l10n", `bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(fsPath, "utf8")) as Bundle;
}
