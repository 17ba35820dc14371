import {
  CancellationTokenSource,
  ThemeIcon,
  ViewColumn,
  window,
  type Disposable,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from "vscode";
import type { HitView } from "../../../protocol/views.ts";
import { messageOf } from "../messageOf.ts";
import { openPlace } from "../panel/openCitation.ts";
import { showExplanation } from "./explanationPick.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";
import { rememberEditor } from "./rememberEditor.ts";

/** Milliseconds without a key before a search is made, and before a preview is opened. */
const typingPause = 120;
const previewPause = 80;
const limit = 40;
/** UTF-16 code units of a passage shown in a row. */
const snippetLength = 200;

export interface SearchCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly searchTexts: Texts["search"];
}

interface HitItem extends QuickPickItem {
  readonly hit?: HitView;
}

/** `Search Documents`: live results, each previewed while the list is gone through, and back to where one was on Escape. */
export function registerSearchCommand(parts: SearchCommandParts): Disposable {
  return registerCommand(parts, "askDocs.search", "Search Documents", (given) =>
    searchDocuments(parts, typeof given === "string" ? given : ""),
  );
}

async function searchDocuments({ server, searchTexts: texts, log }: SearchCommandParts, query: string): Promise<void> {
  const pick: QuickPick<HitItem> = window.createQuickPick();
  const besides: QuickInputButton = { iconPath: new ThemeIcon("split-horizontal"), tooltip: texts.goTo };
  const why: QuickInputButton = { iconPath: new ThemeIcon("question"), tooltip: texts.why };
  const former = rememberEditor();
  let searching = new CancellationTokenSource();
  let typing: NodeJS.Timeout | undefined;
  let previewing: NodeJS.Timeout | undefined;
  const done = Promise.withResolvers<"left" | "accepted">();
  let stage: "open" | "explaining" | "left" | "accepted" = "open";

  async function search(value: string): Promise<void> {
    searching.cancel();
    searching = new CancellationTokenSource();
    const { token } = searching;
    if (value.trim() === "") {
      pick.items = [];
      pick.busy = false;
      return;
    }
    pick.busy = true;
    try {
      const { hits, notices } = await server.ask((to) =>
        to.search({ query: value, limit, lastWordIsPrefix: true }, token),
      );
      if (token.isCancellationRequested) return;
      const found = hits.map((hit) => toItem(hit, texts, [why, besides]));
      const none = hits.length === 0 ? [{ label: texts.nothing(value), alwaysShow: true }] : [];
      pick.items = [...notices.map(toNotice), ...none, ...found];
      // What is said of the query stands above the results, and the best of them is chosen all the same.
      pick.activeItems = found.slice(0, 1);
    } catch (error) {
      if (token.isCancellationRequested) return;
      log.warn(`Search: ${messageOf(error)}`);
      pick.items = [{ label: messageOf(error), alwaysShow: true }];
    }
    pick.busy = false;
  }

  async function preview(hit: HitView): Promise<void> {
    await openPlace(hit.place, ViewColumn.Active, true).catch((error: unknown) => log.debug(messageOf(error)));
    // The list was left, or the choice made, while the file was opening.
    if (stage === "left") await former.restore();
  }

  pick.title = texts.title;
  pick.placeholder = texts.placeholder;
  pick.onDidChangeValue((value) => {
    clearTimeout(typing);
    typing = setTimeout(() => void search(value), typingPause);
  });
  pick.onDidChangeActive(([item]) => {
    clearTimeout(previewing);
    const hit = item?.hit;
    if (hit !== undefined) previewing = setTimeout(() => void preview(hit), previewPause);
  });
  pick.onDidTriggerItemButton(({ item: { hit }, button }) => {
    if (hit === undefined) return;
    if (button === why) void explain(hit);
    else open(hit, ViewColumn.Beside);
  });
  pick.onDidAccept(() => {
    const hit = pick.activeItems[0]?.hit;
    if (hit !== undefined) open(hit, ViewColumn.Active);
  });
  function open(hit: HitView, column: ViewColumn): void {
    stage = "accepted";
    clearTimeout(previewing);
    done.resolve(stage);
    void openPlace(hit.place, column).catch((error: unknown) => log.warn(messageOf(error)));
  }
  async function explain(hit: HitView): Promise<void> {
    pick.busy = true;
    const explanation = await server
      .ask((to) => to.explain({ question: pick.value, place: hit.place }))
      .catch((error: unknown) => messageOf(error));
    pick.busy = false;
    if (stage !== "open") return;
    stage = "explaining";
    const way = await showExplanation(placeName(hit.place), explanation, texts.explanation);
    stage = "open";
    if (way === "back") showAgain(hit);
    else if (way === "open") open(hit, ViewColumn.Active);
    else leave();
  }

  /** A list that was hidden comes back empty. */
  function showAgain(hit: HitView): void {
    const { items } = pick;
    pick.show();
    pick.items = items;
    pick.activeItems = items.filter((item) => item.hit === hit);
  }

  function leave(): void {
    stage = "left";
    done.resolve(stage);
  }

  pick.onDidHide(() => {
    // The list is hidden under its own explanation, too.
    if (stage === "open") leave();
  });
  pick.value = query;
  pick.show();
  if (query !== "") void search(query);
  const end = await done.promise;
  clearTimeout(typing);
  clearTimeout(previewing);
  searching.cancel();
  pick.dispose();
  if (end === "left") await former.restore();
}

const placeName = ({ path, range }: HitView["place"]): string => `${path}:${range.start.line + 1}`;

const toNotice = (notice: string): HitItem => ({ label: `$(info) ${notice}`, alwaysShow: true });

function toItem(hit: HitView, texts: Texts["search"], buttons: readonly QuickInputButton[]): HitItem {
  const { path, range } = hit.place;
  const slash = path.lastIndexOf("/");
  const above = hit.breadcrumb.join(" › ");
  const text = hit.text.replaceAll(/\s+/g, " ").trim().slice(0, snippetLength);
  const elsewhere = hit.alsoIn.map(({ place }) => `${place.path}:${place.range.start.line + 1}`).join(", ");
  const unsaved = hit.unsaved ? [`(${texts.unsaved})`] : [];
  return {
    label: `${path.slice(slash + 1)}:${range.start.line + 1}`,
    description: [path.slice(0, Math.max(0, slash)), above, ...unsaved, elsewhere === "" ? "" : texts.alsoIn(elsewhere)]
      .filter((part) => part !== "")
      .join(" — "),
    detail: text,
    alwaysShow: true,
    buttons,
    hit,
  };
}
