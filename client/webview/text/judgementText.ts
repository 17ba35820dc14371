import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import { formatCount } from "./numbers.ts";

/** The names of the two buttons. */
export const verdictName = (verdict: Verdict): string =>
  verdict === "right" ? t("Right passage") : t("Wrong passage");

/** What a judgement has done, read aloud. */
export function judgedText(verdict: Verdict | null, questions: number, locale: string): string {
  const set = plural(
    t,
    questions,
    { one: "Your set has {0} question.", other: "Your set has {0} questions." },
    formatCount(questions, locale),
  );
  if (verdict === null) return `${t("Judgement taken back.")} ${set}`;
  return `${verdict === "right" ? t("Marked as the right passage.") : t("Marked as the wrong passage.")} ${set}`;
}
