import type { SuggestParams } from "../../../protocol/serverMessages.ts";
import type { HostPort } from "../host/hostPort.ts";
import { answerOf, askedAs } from "./followingUp.ts";
import { isRunning, type PanelState } from "./panelState.ts";
import type { PanelStore } from "./store.ts";

/** What is to be suggested; the same key needs no second look. */
interface Wanted {
  readonly key: string;
  /** The turn that they come after; "" for those to begin with. */
  readonly after: string;
  readonly params: SuggestParams;
}

/** Nothing while a question is under way, nor before the documents are read. */
function wantedIn({ connection, turns, status, locale }: PanelState): Wanted | undefined {
  if (connection !== "open" || status === undefined || status.files === 0 || turns.some(isRunning)) return undefined;
  const { activity, files, passages, embedded } = status;
  const isSettled = activity !== "starting" && activity !== "reading" && activity !== "failed";
  const last = turns.at(-1);
  if (last === undefined) {
    const key = `${files} ${passages} ${embedded === passages}`;
    return isSettled ? { key, after: "", params: { asked: [], near: [], locale } } : undefined;
  }
  const answer = answerOf(last);
  const near = [...(answer?.citations ?? []), ...(answer?.nearest ?? [])].map(({ place }) => place);
  if (last.outcome.kind !== "answered" || near.length === 0) return undefined;
  const asked = [...new Set(turns.flatMap((turn) => [turn.question, askedAs(turn) ?? turn.question]))];
  return { key: last.id, after: last.id, params: { asked, near, locale } };
}

/**
 * Keeps the questions that are suggested in step with the panel: to begin with, again when the documents have changed, and
 * after each answer. What is under way is called off when a question is asked; a failure shows nothing.
 */
export function followWithSuggestions({ host, store }: { readonly host: HostPort; readonly store: PanelStore }): void {
  let underWay: { readonly key: string; readonly stop: AbortController } | undefined;

  async function look({ key, after, params }: Wanted): Promise<void> {
    const stop = new AbortController();
    underWay = { key, stop };
    const suggestions = await host.suggest(params, stop.signal).catch(() => []);
    if (!stop.signal.aborted) store.dispatch({ kind: "suggested", after, suggestions });
  }

  store.subscribe((state) => {
    const wanted = wantedIn(state);
    if (wanted?.key === underWay?.key) return;
    underWay?.stop.abort();
    underWay = undefined;
    if (wanted !== undefined) void look(wanted);
  });
}
