import { t } from "@vscode/l10n";
import type { Exported, ExportSource } from "./exported.ts";
import { jsonText } from "./jsonText.ts";
import { oneLine, slug, textPrompt } from "./promptText.ts";

/** A text that a snippet gives back as it is. */
const snippetLiteral = (text: string): string => text.replaceAll(/[\\$}]/gu, "\\$&");

/** The prompt as the body of a snippet: a tab stop for each field of the input, the last one where the model goes on. */
function snippetBody(source: ExportSource): string {
  const whole = textPrompt(source);
  // A mark that no text of the prompt holds, so that the input's places are found in it, and that templates leave alone.
  let mark = "STOP";
  while (whole.includes(mark)) mark += "P";
  const stops = source.given;
  const [before = "", ...after] = textPrompt(source, (name) => `${mark}${stops.indexOf(name)}${mark}`).split(mark);
  // Between two marks stands a place; between two places, text.
  const rest = after.map((piece, at) =>
    at % 2 === 1 ? snippetLiteral(piece) : `\${${Number(piece) + 1}:${snippetLiteral(stops[Number(piece)] ?? "")}}`,
  );
  return `${snippetLiteral(before)}${rest.join("")}$0`;
}

/** A file of snippets for VS Code, `NAME.code-snippets`; the provenance stands in the description. */
export function exportSnippet(source: ExportSource): Exported {
  const { title, task, examples } = source;
  const from = examples.map(({ provenance }, at) => `${at + 1}: ${provenance.join(" ")}`.trim());
  const snippet = {
    prefix: slug(title, 64),
    body: snippetBody(source).split("\n"),
    description: [...(task === undefined ? [] : [oneLine(task, 200)]), ...from].join("\n"),
  };
  return {
    text: `${jsonText({ [oneLine(title, 100)]: snippet }, 2)}\n`,
    notes: [t("Call it {0}.code-snippets and put it into .vscode.", slug(title, 64))],
  };
}
