import type { ShotsSource, ShotsUse } from "../../../protocol/shotsBuilding.ts";
import type { Place } from "../../../protocol/views.ts";
import type { ShotsHost } from "../host/hostPort.ts";
import { doneText, spokenPreview } from "../text/shotsText.ts";
import { messageOf } from "./messageOf.ts";
import { buildParams, keyOf, newBuilder, type ShotsBuilder, type ShotsChoices } from "./shotsBuilder.ts";
import type { PanelStore } from "./store.ts";

/** Builds few-shot prompts in the panel. */
export interface ShotsBuilding {
  /** Opens the builder with the first source chosen; without sources nothing happens. */
  begin(sources: readonly ShotsSource[]): void;
  /** Asks again what can be built from. */
  refreshSources(): void;
  chooseSource(at: number): void;
  /** Looks for pairs once more, after something went wrong. */
  again(): void;
  choose(choices: Partial<ShotsChoices>): void;
  openPlace(place: Place): void;
  use(use: ShotsUse): void;
  /** Back to the conversation; what is under way is called off. */
  close(): void;
}

/** Milliseconds without a change before a preview is asked for, and before vectors are looked for again. */
const pause = 200;
const again = 1_000;

export function createShotsBuilding(ports: {
  readonly host: ShotsHost;
  readonly store: PanelStore;
  /** Calls back once after so many milliseconds; what it gives back calls that off. */
  readonly delay: (milliseconds: number, then: () => void) => () => void;
}): ShotsBuilding {
  const { host, store, delay } = ports;
  let mining = new AbortController();
  let previewing = new AbortController();
  let callOff = (): void => undefined;

  const now = (): ShotsBuilder | undefined => store.state().builder;
  function change(changes: Partial<ShotsBuilder>): void {
    const builder = now();
    if (builder !== undefined) store.dispatch({ kind: "builderChanged", builder: { ...builder, ...changes } });
  }
  /** Nothing is said any more of what was done, or went wrong, before. */
  const quiet = { failure: undefined, done: undefined };
  const announce = (text: string): void => store.dispatch({ kind: "announced", text });

  async function mine(): Promise<void> {
    mining.abort();
    previewing.abort();
    callOff();
    const builder = now();
    const source = builder?.sources[builder.source];
    if (source === undefined) return;
    const own = (mining = new AbortController());
    change({ ...quiet, mining: { kind: "mining" }, preview: undefined, isBehind: true });
    try {
      const mined = await host.mine(source, own.signal);
      if (own.signal.aborted) return;
      if ("nothing" in mined) {
        change({ mining: { kind: "nothing", message: mined.nothing }, isBehind: false });
        announce(mined.nothing);
        return;
      }
      change({ mining: { kind: "mined", view: mined } });
      await preview();
    } catch (error) {
      if (own.signal.aborted) return;
      change({ mining: { kind: "nothing", message: messageOf(error) }, isBehind: false });
      announce(messageOf(error));
    }
  }

  async function preview(): Promise<void> {
    previewing.abort();
    const builder = now();
    const params = builder && buildParams(builder);
    if (params === undefined) return;
    const own = (previewing = new AbortController());
    try {
      const built = await host.preview(params, own.signal);
      if (own.signal.aborted) return;
      change({ preview: built, failure: undefined, isBehind: false });
      announce(spokenPreview(built, store.state().locale));
      if (built.comparedBy.kind === "making") callOff = delay(again, () => void preview());
    } catch (error) {
      if (own.signal.aborted) return;
      change({ ...quiet, failure: messageOf(error), isBehind: false });
      announce(messageOf(error));
    }
  }

  function previewSoon(): void {
    callOff();
    previewing.abort();
    callOff = delay(pause, () => void preview());
  }

  async function refreshSources(): Promise<void> {
    const sources = await host.sources().catch(() => []);
    const builder = now();
    const chosen = builder?.sources[builder.source];
    if (builder === undefined || chosen === undefined) return;
    // Those that the builder was opened with stay; the editor's own selection changes.
    const kept = builder.sources.filter((source, at) => at === builder.source || source.kind !== "selection");
    const keys = new Set(kept.map(keyOf));
    const all = [...kept, ...sources.filter((source) => !keys.has(keyOf(source)))];
    change({ sources: all, source: all.indexOf(chosen) });
  }

  return {
    begin(sources) {
      if (sources.length === 0) return;
      store.dispatch({ kind: "builderChanged", builder: newBuilder(sources) });
      void mine();
      void refreshSources();
    },
    refreshSources: () => void refreshSources(),
    chooseSource(at) {
      const builder = now();
      if (builder === undefined || builder.source === at || builder.sources[at] === undefined) return;
      const { kind: _kind, task: _task, ...choices } = builder.choices;
      change({ source: at, choices });
      void mine();
    },
    again: () => void mine(),
    choose(choices) {
      const builder = now();
      if (builder === undefined) return;
      change({ ...quiet, choices: { ...builder.choices, ...choices }, isBehind: true });
      previewSoon();
    },
    openPlace(place) {
      host.openPlace(place).catch((error: unknown) => change({ ...quiet, failure: messageOf(error) }));
    },
    use(use) {
      const builder = now();
      const { preview: built } = builder ?? {};
      if (builder === undefined || built === undefined) return;
      const input = builder.choices.input.trim();
      host.use({ use, text: built.text, ...(input === "" ? {} : { input }) }).then(
        () => {
          change({ ...quiet, done: use });
          announce(doneText(use) ?? "");
        },
        (error: unknown) => {
          change({ ...quiet, failure: messageOf(error) });
          announce(messageOf(error));
        },
      );
    },
    close() {
      mining.abort();
      previewing.abort();
      callOff();
      if (now() !== undefined) store.dispatch({ kind: "builderChanged" });
    },
  };
}
