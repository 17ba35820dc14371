import { t } from "@vscode/l10n";
import { yamlDocument, yamlText } from "../document/yamlText.ts";
import type { NamedValue } from "../templates/template.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { oneLine, slug } from "./promptText.ts";

/** Longest name and description of the specification. */
const [mostName, mostDescription] = [64, 1024];

/**
 * A skill for agents, `SKILL.md` as https://agentskills.io/specification has it: each example with its fields fenced, and
 * below it a comment of where its words come from.
 */
export function exportSkill(source: ExportSource): Exported {
  const { title, task, given, output, examples } = source;
  const name = slug(title, mostName);
  const does = task ?? `Writes ${output} for ${given.join(", ")}.`;
  const description = oneLine(`${does} Use when ${output} is wanted for ${given.join(", ")}.`, mostDescription);
  const head = yamlDocument({
    name,
    // The specification allows no tags here, and its own reader takes three hyphens for the end of the front matter.
    description: description.replaceAll(/[<>]/gu, "").replaceAll(/-{3,}/gu, "–"),
    metadata: { demonstrations: String(examples.length) },
  });
  const shown = examples.map(({ name: called, given: values, output: value, provenance }, at) =>
    [
      `### Example ${at + 1}${called === undefined ? "" : `: ${oneLine(called, 100)}`}`,
      ...[...values, { name: output, value }].map(fenced),
      ...provenance.map((line) => `<!-- ${line.replaceAll("--", "-%2D")} -->`),
    ].join("\n\n"),
  );
  const asked = `Given ${given.join(", ")}, write ${output} alone, in the form of the examples.`;
  return {
    text: `---\n${yamlText(head)}---\n\n# ${oneLine(title, 100)}\n\n${does}\n\n${asked}\n\n## Examples\n\n${shown.join("\n\n")}\n`,
    notes: [t("Call it SKILL.md and put it into a folder with the name {0}.", name)],
  };
}

/** A field under its name, in a fence longer than any in it. */
function fenced({ name, value }: NamedValue): string {
  const longest = Math.max(2, ...Array.from(value.matchAll(/`+/gu), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${name}:\n\n${fence}text\n${value}\n${fence}`;
}
