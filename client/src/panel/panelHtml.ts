import { directionOfLanguage, type Bundle } from "../../../protocol/translate.ts";

/** What the panel's page is made of; addresses as the webview knows them. */
export interface PanelPage {
  readonly script: string;
  readonly styles: readonly string[];
  readonly cspSource: string;
  /** Unguessable, new for every page. */
  readonly nonce: string;
  /** The language that the page's own texts are in, a BCP 47 tag. */
  readonly language: string;
  /** Those texts. */
  readonly bundle: Bundle;
  readonly title: string;
  /** Whether the page stands in an editor tab or in a side bar. */
  readonly place: "view" | "editor";
}

/** The page around the panel's script. It allows that script, and styles, fonts and images of the extension alone. */
export function buildPanelHtml(page: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource}`,
  ].join("; ");
  const styles = page.styles.map((address) => `    <link rel="stylesheet" href="${attribute(address)}">`);
  return [
    "<!doctype html>",
    `<html lang="${attribute(page.language)}" dir="${directionOfLanguage(page.language)}">`,
    "  <head>",
    '    <meta charset="utf-8">',
    `    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">`,
    '    <meta name="viewport" content="width=device-width, initial-scale=1">',
    `    <title>${attribute(page.title)}</title>`,
    ...styles,
    "  </head>",
    `  <body data-place="${page.place}">`,
    // Data, which no policy needs to let run; without `<` it cannot end its element.
    `    <script type="application/json" id="bundle">${JSON.stringify(page.bundle).replaceAll("<", "\\u003c")}</script>`,
    `    <script type="module" nonce="${page.nonce}" src="${attribute(page.script)}"></script>`,
    "  </body>",
    "</html>",
  ].join("\n");
}

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
