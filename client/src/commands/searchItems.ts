import { ThemeColor, ThemeIcon, type QuickInputButton, type QuickPickItem } from "vscode";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { HitView, SearchView } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";

/** UTF-16 code units of a passage shown in a row. */
const snippetLength = 200;

/** A row of the search's list: a result, or something said of the query. */
export interface HitItem extends QuickPickItem {
  readonly hit?: HitView;
}

/** What a row's buttons do. */
export type HitAction = Verdict | "why" | "beside" | "build";

/** The rows of what was found, and what their buttons mean. */
export interface SearchItems {
  /** Notices on the query first, then the results; `verdicts` by result. */
  itemsOf(query: string, found: SearchView, verdicts: ReadonlyMap<HitView, Verdict>): readonly HitItem[];
  actionOf(button: QuickInputButton): HitAction | undefined;
}

const verdictIcons: Readonly<Record<Verdict, { readonly said: ThemeIcon; readonly unsaid: ThemeIcon }>> = {
  right: {
    said: new ThemeIcon("pass-filled", new ThemeColor("testing.iconPassed")),
    unsaid: new ThemeIcon("pass"),
  },
  wrong: {
    said: new ThemeIcon("error", new ThemeColor("testing.iconFailed")),
    unsaid: new ThemeIcon("error"),
  },
};

export function createSearchItems(texts: Texts["search"]): SearchItems {
  const actions = new Map<QuickInputButton, HitAction>();

  function button(action: HitAction, iconPath: ThemeIcon, tooltip: string): QuickInputButton {
    const made = { iconPath, tooltip };
    actions.set(made, action);
    return made;
  }

  const judging = (verdict: Verdict) => ({
    said: button(verdict, verdictIcons[verdict].said, texts.takeBack[verdict]),
    unsaid: button(verdict, verdictIcons[verdict].unsaid, texts.verdicts[verdict]),
  });
  const [right, wrong] = [judging("right"), judging("wrong")];
  const why = button("why", new ThemeIcon("question"), texts.why);
  const build = button("build", new ThemeIcon("list-ordered"), texts.build);
  const beside = button("beside", new ThemeIcon("split-horizontal"), texts.goTo);
  const buttonsOf = (verdict: Verdict | undefined): readonly QuickInputButton[] => [
    why,
    verdict === "right" ? right.said : right.unsaid,
    verdict === "wrong" ? wrong.said : wrong.unsaid,
    build,
    beside,
  ];

  function toItem(hit: HitView, verdict: Verdict | undefined): HitItem {
    const { path, range } = hit.place;
    const slash = path.lastIndexOf("/");
    const elsewhere = hit.alsoIn.map(({ place }) => `${place.path}:${place.range.start.line + 1}`).join(", ");
    const description = [
      verdict === undefined ? "" : `(${texts.verdicts[verdict].toLowerCase()})`,
      path.slice(0, Math.max(0, slash)),
      hit.breadcrumb.join(" › "),
      hit.unsaved ? `(${texts.unsaved})` : "",
      elsewhere === "" ? "" : texts.alsoIn(elsewhere),
    ];
    return {
      label: `${path.slice(slash + 1)}:${range.start.line + 1}`,
      description: description.filter((part) => part !== "").join(" — "),
      detail: hit.text.replaceAll(/\s+/g, " ").trim().slice(0, snippetLength),
      alwaysShow: true,
      buttons: buttonsOf(verdict),
      hit,
      ...(verdict === undefined ? {} : { iconPath: verdictIcons[verdict].said }),
    };
  }

  return {
    itemsOf: (query, { hits, notices }, verdicts) => [
      ...notices.map((notice) => ({ label: `$(info) ${notice}`, alwaysShow: true })),
      ...(hits.length === 0 ? [{ label: texts.nothing(query), alwaysShow: true }] : []),
      ...hits.map((hit) => toItem(hit, verdicts.get(hit))),
    ],
    actionOf: (pressed) => actions.get(pressed),
  };
}
