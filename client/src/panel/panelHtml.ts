/** What the panel's page is made of; addresses as the webview knows them. */
export interface PanelPage {
  readonly script: string;
  readonly styles: readonly string[];
  readonly cspSource: string;
  /** Unguessable, new for every page. */
  readonly nonce: string;
  /** The editor's interface language, a BCP 47 tag. */
  readonly locale: string;
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
    `<html lang="${attribute(page.locale)}">`,
    "  <head>",
    '    <meta charset="utf-8">',
    `    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">`,
    '    <meta name="viewport" content="width=device-width, initial-scale=1">',
    `    <title>${attribute(page.title)}</title>`,
    ...styles,
    "  </head>",
    `  <body data-place="${page.place}">`,
    `    <script type="module" nonce="${page.nonce}" src="${attribute(page.script)}"></script>`,
    "  </body>",
    "</html>",
  ].join("\n");
}

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
