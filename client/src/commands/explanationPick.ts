import { QuickInputButtons, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from "vscode";
import type { Explanation } from "../../../protocol/explanation.ts";
import {
  featureRows,
  legRows,
  missingWords,
  wordRows,
  type ExplanationRow,
} from "../../../protocol/explanationRows.ts";
import { isolate } from "../../../protocol/isolate.ts";
import type { Texts } from "../texts.ts";

/** The strongest of what was weighed, shown at most. */
const mostFeatures = 4;

/** How a person went on from an explanation: to the results again, to the place itself, or away. */
export type WayOn = "back" | "open" | "away";

/**
 * Shows why a result was found, as the second step of a quick pick: what is said in words, then a row for each leg and
 * word. Enter opens the place, the button and the last row lead back to the results.
 *
 * @param place as `folder/file.md:19`.
 * @param explanation none where the search does not find the place any more; what went wrong where it could not be made.
 */
export async function showExplanation(
  place: string,
  explanation: Explanation | string | null,
  texts: Texts["search"]["explanation"],
): Promise<WayOn> {
  const pick = window.createQuickPick();
  const back: QuickPickItem = { label: texts.back, iconPath: new ThemeIcon("arrow-left") };
  pick.title = texts.title(place);
  pick.buttons = [QuickInputButtons.Back];
  pick.matchOnDescription = true;
  pick.items = [...rowsOf(explanation, texts), heading(""), back];
  const way = await new Promise<WayOn>((resolve) => {
    pick.onDidTriggerButton(() => resolve("back"));
    pick.onDidAccept(() => resolve(pick.activeItems[0] === back ? "back" : "open"));
    pick.onDidHide(() => resolve("away"));
    pick.show();
  });
  pick.dispose();
  return way;
}

const heading = (label: string): QuickPickItem => ({ label, kind: QuickPickItemKind.Separator });

const said = (label: string): QuickPickItem => ({ label, iconPath: new ThemeIcon("info") });

function rowsOf(
  explanation: Explanation | string | null,
  texts: Texts["search"]["explanation"],
): readonly QuickPickItem[] {
  if (explanation === null) return [said(texts.notFound)];
  if (typeof explanation === "string") return [said(explanation)];
  const words = wordRows(explanation);
  const features = featureRows(explanation).slice(0, mostFeatures);
  const missing = missingWords(explanation);
  return [
    ...[explanation.headline, ...explanation.notes].map(said),
    heading(texts.nearness),
    ...legRows(explanation).map(rowItem),
    ...(features.length === 0 ? [] : [heading(texts.weighed)]),
    ...features.map(rowItem),
    ...(words.length + missing.length === 0 ? [] : [heading(texts.words)]),
    ...words.map(rowItem),
    ...(missing.length === 0
      ? []
      : [{ label: texts.missing(missing.map(isolate).join(", ")), iconPath: new ThemeIcon("dash") }]),
  ];
}

const rowItem = ({ name, value, detail }: ExplanationRow): QuickPickItem => ({
  label: isolate(name),
  description: [value, detail].filter((part) => part !== "").join(" · "),
  iconPath: new ThemeIcon("check"),
});
