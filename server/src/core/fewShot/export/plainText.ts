import type { Exported, ExportSource } from "./exported.ts";
import { textPrompt } from "./promptText.ts";

/**
 * The prompt as it is sent, up to the last demonstration. Anything more in it would be part of the prompt, so the
 * provenance stands in a file beside.
 */
export const exportText = (source: ExportSource): Exported => ({
  text: `${textPrompt(source)}\n`,
  beside: {
    ending: ".provenance.txt",
    text: source.examples
      .map(({ provenance }, at) => `demonstration ${at + 1}\n${provenance.map((line) => `  ${line}\n`).join("")}`)
      .join(""),
  },
  notes: [],
});
