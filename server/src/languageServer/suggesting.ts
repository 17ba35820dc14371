import { setImmediate } from "node:timers/promises";
import type { SuggestionView, SuggestParams } from "../../../protocol/serverMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import type { Place } from "../../../protocol/views.ts";
import { thresholds } from "../core/answering/compose.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import type { AnsweredPlace } from "../core/suggesting/suggest.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import type { OpenIndex } from "./openIndex.ts";
import { offsetAt } from "./views.ts";

const mostToBegin = 4;
const mostAfterAnswer = 3;

/** Suggests questions of all folders to begin with, and after an answer those of the folder that it stands in. */
export function createSuggestingInFolders(ports: {
  readonly folders: Folders;
  readonly gate: Pick<BacklogGate, "answered">;
  readonly settings: () => Settings;
}) {
  const { folders, gate, settings } = ports;

  async function suggestIn(
    { service }: OpenIndex,
    { asked, locale }: SuggestParams,
    near: readonly AnsweredPlace[],
    signal: AbortSignal,
  ): Promise<readonly SuggestionView[]> {
    return service.suggest({
      ...{ asked, near, signal },
      language: locale.split("-")[0]?.toLowerCase() ?? "",
      limit: near.length === 0 ? mostToBegin : mostAfterAnswer,
      threshold: thresholds[settings()["askDocs.answers.caution"]],
      async giveWay() {
        await setImmediate();
        await gate.answered(signal);
      },
    });
  }

  /** The places of one folder as it names them; its own first place must lie in it. */
  async function placesIn(
    { place: folder, readText }: OpenIndex,
    places: readonly Place[],
  ): Promise<readonly AnsweredPlace[]> {
    const own = places.flatMap(({ uri, range }) => {
      const path = folder.pathOf(uri);
      return path === undefined ? [] : [{ path, range }];
    });
    return Promise.all(
      own.map(async ({ path, range }) => {
        const lines = createLineIndex((await readText(path)) ?? "");
        return { path, start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
      }),
    );
  }

  return {
    /** At most 4 questions to begin with, 3 after an answer. @throws the signal's reason when it aborts. */
    async suggest(wanted: SuggestParams, signal: AbortSignal): Promise<readonly SuggestionView[]> {
      await gate.answered(signal);
      signal.throwIfAborted();
      const [best] = wanted.near;
      if (best === undefined) {
        const all = await folders.useAll((index) => suggestIn(index, wanted, [], signal));
        return [...new Map(inTurns(all).map((one) => [one.question, one])).values()].slice(0, mostToBegin);
      }
      for (const { session } of folders.holding(best.uri)) {
        const found = await session.use(async (index) =>
          suggestIn(index, wanted, await placesIn(index, wanted.near), signal),
        );
        if (found !== undefined && found.length > 0) return found;
      }
      return [];
    },
  };
}

/** The first of each, the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}
