import { window, type QuickPickItem } from "vscode";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { Texts } from "../texts.ts";

/** Questions offered, at most. */
const mostOffered = 20;

/** Lets the person choose one of the questions that they asked lately, or write another; undefined where they leave. */
export async function chooseQuestion(
  turns: readonly Turn[],
  verdict: Verdict,
  texts: Texts["judging"],
): Promise<string | undefined> {
  const asked = [...new Set(turns.toReversed().map(({ question }) => question))].slice(0, mostOffered);
  const pick = window.createQuickPick<QuickPickItem>();
  const items = asked.map((label) => ({ label }));
  pick.title = texts.chooseQuestion[verdict];
  pick.placeholder = texts.questionPlaceholder;
  pick.items = items;
  pick.onDidChangeValue((value) => {
    const written = value.trim();
    pick.items = written === "" || asked.includes(written) ? items : [{ label: written, alwaysShow: true }, ...items];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.activeItems;
      resolve(chosen?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
