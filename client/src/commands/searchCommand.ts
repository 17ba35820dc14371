import { CancellationTokenSource, commands, Disposable, ViewColumn, window, type QuickPick } from "vscode";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { HitView, SearchView } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { messageOf } from "../messageOf.ts";
import { openPlace } from "../panel/openCitation.ts";
import type { Panels } from "../panel/panels.ts";
import { offeredSources } from "../shots/shotsSources.ts";
import type { Texts } from "../texts.ts";
import { showExplanation } from "./explanationPick.ts";
import { wordStays } from "./judgeCommands.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";
import { rememberEditor } from "./rememberEditor.ts";
import { createSearchItems, type HitItem } from "./searchItems.ts";

/** Milliseconds without a key before a search is made, and before a preview is opened. */
const typingPause = 120;
const previewPause = 80;
const limit = 40;
/** The context key that is set while the list is open, for the keys that judge its results. */
const openKey = "askDocs.searchOpen";

export interface SearchCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly panels: Panels;
  readonly searchTexts: Texts["search"];
  readonly judgingTexts: Texts["judging"];
}

/** What a search found, and for which query. */
interface Found {
  readonly query: string;
  readonly view: SearchView;
}

const nothing: Found = { query: "", view: { hits: [], notices: [] } };

/** A list that is open. */
interface SearchList {
  /** Says it of the result that is active, or takes it back where it was said before. */
  judge(verdict: Verdict): void;
  /** Builds a few-shot prompt from the result that is active. */
  build(): void;
  /** Resolves when the list is left. */
  readonly ended: Promise<void>;
}

/** `Search Documents`: live results, each previewed while the list is gone through, and back to where one was on Escape. */
export function registerSearchCommand(parts: SearchCommandParts): Disposable {
  let list: SearchList | undefined;
  return Disposable.from(
    registerCommand(parts, "askDocs.search", async (given) => {
      const opened = openList(parts, typeof given === "string" ? given : "");
      list = opened;
      await commands.executeCommand("setContext", openKey, true);
      await opened.ended;
      if (list !== opened) return;
      list = undefined;
      await commands.executeCommand("setContext", openKey, false);
    }),
    registerCommand(parts, "askDocs.judgeRight", () => list?.judge("right")),
    registerCommand(parts, "askDocs.judgeWrong", () => list?.judge("wrong")),
    registerCommand(parts, "askDocs.buildShotsFromResult", () => list?.build()),
  );
}

function openList(parts: SearchCommandParts, query: string): SearchList {
  const { server, panels, searchTexts: texts, judgingTexts, log } = parts;
  const pick: QuickPick<HitItem> = window.createQuickPick();
  const items = createSearchItems(texts);
  const former = rememberEditor();
  const verdicts = new Map<HitView, Verdict>();
  let found: Found = nothing;
  let searching = new CancellationTokenSource();
  let typing: NodeJS.Timeout | undefined;
  let previewing: NodeJS.Timeout | undefined;
  const done = Promise.withResolvers<"left" | "accepted">();
  let stage: "open" | "explaining" | "left" | "accepted" = "open";

  /** Draws the list anew, from its top or where it stands; `active` is the row that is chosen. */
  function draw(active: HitView | undefined, from: "top" | "here"): void {
    pick.keepScrollPosition = from === "here";
    pick.items = items.itemsOf(found.query, found.view, verdicts);
    pick.activeItems = pick.items.filter(({ hit }) => hit !== undefined && hit === active);
  }

  async function search(value: string): Promise<void> {
    searching.cancel();
    searching = new CancellationTokenSource();
    const { token } = searching;
    if (value.trim() === "") {
      found = nothing;
      pick.items = [];
      pick.busy = false;
      return;
    }
    pick.busy = true;
    try {
      const view = await server.ask((to) => to.search({ query: value, limit, lastWordIsPrefix: true }, token));
      if (token.isCancellationRequested) return;
      found = { query: value, view };
      verdicts.clear();
      // What is said of the query stands above the results, and the best of them is chosen all the same.
      draw(view.hits[0], "top");
      await lookUpVerdicts(found);
    } catch (error) {
      if (token.isCancellationRequested) return;
      log.warn(`Search: ${messageOf(error)}`);
      pick.items = [{ label: messageOf(error), alwaysShow: true }];
    }
    pick.busy = false;
  }

  /** Marks what was judged before. */
  async function lookUpVerdicts(given: Found): Promise<void> {
    const { query: question, view } = given;
    const words = view.hits.map(({ place }) => ({ place }));
    const said = await server
      .ask((to) => to.verdicts({ question, words }))
      .catch((error: unknown) => {
        log.warn(`Judgements: ${messageOf(error)}`);
        return [];
      });
    if (found !== given || said.every((verdict) => verdict === null)) return;
    for (const [place, hit] of view.hits.entries()) {
      const verdict = said[place];
      if (verdict !== null && verdict !== undefined) verdicts.set(hit, verdict);
    }
    if (stage === "open") draw(pick.activeItems[0]?.hit, "here");
  }

  async function judge(hit: HitView, verdict: Verdict): Promise<void> {
    const { query: question } = found;
    const wanted = verdicts.get(hit) === verdict ? null : verdict;
    try {
      const judged = await server.ask((to) => to.judge({ question, words: { place: hit.place }, verdict: wanted }));
      window.setStatusBarMessage(judgingTexts.judged(judged), wordStays);
    } catch (error) {
      void window.showErrorMessage(judgingTexts.failed(messageOf(error)));
      return;
    }
    if (wanted === null) verdicts.delete(hit);
    else verdicts.set(hit, wanted);
    if (stage === "open" && found.view.hits.includes(hit)) draw(hit, "here");
  }

  async function preview(hit: HitView): Promise<void> {
    await openPlace(hit.place, ViewColumn.Active, true).catch((error: unknown) => log.debug(messageOf(error)));
    // The list was left, or the choice made, while the file was opening.
    if (stage === "left") await former.restore();
  }

  pick.title = texts.title;
  pick.placeholder = texts.placeholder;
  // The editor would put rows first whose file names are like the query; not in its declared interface yet.
  Object.assign(pick, { sortByLabel: false });
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
    const action = items.actionOf(button);
    if (hit === undefined || action === undefined) return;
    if (action === "why") void explain(hit);
    else if (action === "build") void build(hit);
    else if (action === "beside") open(hit, ViewColumn.Beside);
    else void judge(hit, action);
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
  /** The panel takes over; one comes back to where one was, as on Escape. */
  async function build({ place }: HitView): Promise<void> {
    leave();
    await ended;
    const sources = await offeredSources(undefined, { kind: "result", place });
    (await panels.show()).buildShots(sources);
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
    if (way === "back") {
      pick.show();
      // A list that was hidden comes back empty.
      draw(hit, "top");
    } else if (way === "open") open(hit, ViewColumn.Active);
    else leave();
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

  async function end(): Promise<void> {
    const how = await done.promise;
    clearTimeout(typing);
    clearTimeout(previewing);
    searching.cancel();
    pick.dispose();
    if (how === "left") await former.restore();
  }

  const ended = end();
  return {
    judge(verdict) {
      const hit = pick.activeItems[0]?.hit;
      if (stage === "open" && hit !== undefined) void judge(hit, verdict);
    },
    build() {
      const hit = pick.activeItems[0]?.hit;
      if (stage === "open" && hit !== undefined) void build(hit);
    },
    ended,
  };
}

const placeName = ({ path, range }: HitView["place"]): string => `${path}:${range.start.line + 1}`;
