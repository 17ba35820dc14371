import type { EvaluationView } from "../../../protocol/evaluationMessages.ts";
import { directionOfLanguage } from "../../../protocol/translate.ts";

type ReportParts = Pick<EvaluationView, "title" | "body" | "style">;

/** The page of a report's tab: no script, and no style but its own. @param nonce unguessable, new for every page. @param language its texts', a BCP 47 tag. */
export const buildReportHtml = ({ title, body, style }: ReportParts, nonce: string, language: string): string =>
  [
    "<!doctype html>",
    `<html lang="${language}" dir="${directionOfLanguage(language)}">`,
    "  <head>",
    '    <meta charset="utf-8">',
    `    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">`,
    '    <meta name="viewport" content="width=device-width, initial-scale=1">',
    `    <title>${escape(title)}</title>`,
    `    <style nonce="${nonce}">${style}</style>`,
    "  </head>",
    `  <body>${body}</body>`,
    "</html>",
  ].join("\n");

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
