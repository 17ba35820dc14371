import { t } from "@vscode/l10n";
import type { Config } from "vega";
import { languageOf } from "../../../../protocol/translate.ts";

/** Makes numbers on axes those of the interface's language. */
export function plotConfig(): Config {
  const parts = new Intl.NumberFormat(languageOf(t)).formatToParts(1_234_567.8);
  const signOf = (type: "decimal" | "group"): string => parts.find((part) => part.type === type)?.value ?? "";
  return {
    locale: { number: { decimal: signOf("decimal"), thousands: signOf("group"), grouping: [3], currency: ["", ""] } },
  };
}
