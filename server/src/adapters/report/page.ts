import { createHash } from "node:crypto";
import { t } from "@vscode/l10n";
import { directionOfLanguage, languageOf } from "../../../../protocol/translate.ts";
import { html, trusted, type Html } from "./html.ts";
import { reportStyle } from "./reportStyle.ts";

/** A page of its own that loads and runs nothing, and whose policy allows its own style sheet alone. */
export function pageAround(title: string, body: Html): string {
  const hash = createHash("sha256").update(reportStyle).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  return html`<!doctype html>
    <html lang="${languageOf(t)}" dir="${directionOfLanguage(languageOf(t))}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${trusted(`<style>${reportStyle}</style>`)}
      </head>
      <body>
        ${body}
      </body>
    </html> `.html;
}
