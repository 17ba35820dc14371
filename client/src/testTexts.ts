import { createTexts, type Texts } from "./texts.ts";

/** The texts in English, as the editor gives them when it has no translation; for tests. */
export function createEnglishTexts(): Texts {
  const fill = (message: string, ...values: (string | number)[]): string =>
    message.replaceAll(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
  return createTexts(fill, "en");
}
