import { t } from "@vscode/l10n";
import { sharedFields } from "../document/checkStructure.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import { templateFields as fieldsOf } from "../templates/ownTemplate.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Tells of an own template that names a field which no demonstration has, or leaves one out. */
export function templateFields({ document, layout }: ParsedShots): readonly Diagnosis[] {
  const { template } = document.frontMatter;
  const range = layout.frontMatter?.keys.find(({ name }) => name === "template")?.value;
  const present = sharedFields(document.demonstrations);
  if (typeof template !== "object" || range === undefined || present.length === 0) return [];
  const named = fieldsOf(template);
  const tell = (message: string): Diagnosis => ({ kind: "template-field", severity: "warning", range, message });
  return [
    ...named
      .filter((name) => !present.includes(name))
      .map((name) =>
        tell(t("The template names {0}, and the demonstrations have no field {1}.", `{${name}}`, quoted(name))),
      ),
    ...present
      .filter((name) => !named.includes(name))
      .map((name) =>
        tell(t("The template leaves out the field {0}: write {1} where it is to stand.", quoted(name), `{${name}}`)),
      ),
  ];
}
