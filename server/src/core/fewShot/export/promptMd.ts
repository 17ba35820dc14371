import { t } from "@vscode/l10n";
import { yamlDocument, yamlText } from "../document/yamlText.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { oneLine, slug, textPrompt } from "./promptText.ts";

/**
 * A prompt file of VS Code and Copilot, `NAME.prompt.md`, run as `/NAME`: it asks for each field. The provenance stands
 * in comments of the front matter, which the model is not shown.
 */
export function exportPromptMd(source: ExportSource): Exported {
  const { title, task = "", examples } = source;
  const head = yamlDocument({ description: oneLine(task === "" ? title : task, 200), agent: "ask" });
  head.comment = ["", ...examples.map(({ provenance }, at) => [`demonstration ${at + 1}`, ...provenance].join("\n   "))]
    .map((line) => ` ${line}`)
    .join("\n");
  // There is no way to write these so that the editor leaves them alone.
  const replaced = examples.flatMap(({ given, output }, at) =>
    [...given.map(({ value }) => value), output].some((value) => value.includes("${")) ? [at + 1] : [],
  );
  return {
    text: `---\n${yamlText(head)}---\n\n${textPrompt(source, (name) => `\${input:${name}}`)}\n`,
    notes: [
      t("Call it {0}.prompt.md and put it into .github/prompts.", slug(title, 64)),
      ...replaced.map((at) =>
        t("Demonstration {0} holds ${, which VS Code takes for a variable: look at what it becomes.", at),
      ),
    ],
  };
}
