import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import { endText } from "./embedderTexts.ts";
import type { Runtime } from "./messages.ts";
import type { NativeCrash, RuntimeMemory } from "./runtimeMemory.ts";

/** Which build of ONNX Runtime to use; "auto" starts with the native one. */
export type RuntimeSetting = "auto" | Runtime;

/** What the next process is to run. */
export interface RuntimeChoice {
  readonly runtime: Runtime;
  /** Why, in a sentence for people. */
  readonly reason: string;
}

/**
 * Decides between the native build of ONNX Runtime, which is several times faster but can crash its process, and the
 * WebAssembly one.
 */
export interface RuntimeLadder {
  choose(): RuntimeChoice;
  /** Crashes of the native build that count. */
  crashes(): number;
  /** A process that ran the native build has crashed; `texts` are the ids of those it had. */
  nativeCrashed(how: string, texts: readonly number[]): void;
  /** These texts have ended every process they were given to: crashes that they were part of are not the build's. */
  acquit(texts: readonly number[]): void;
}

const crashesAllowed = 1;
const crashesKept = 10;
/** Crashes further apart than this are no sign that the build does not hold; milliseconds. */
const countedTogether = 3_600_000;

/**
 * With "auto", two crashes within an hour of each other make WebAssembly take over, for as long as `memory` remembers
 * them. `now`: milliseconds since the epoch.
 */
export const createRuntimeLadder = (parts: {
  readonly setting: RuntimeSetting;
  readonly memory: RuntimeMemory;
  readonly now: () => number;
}): RuntimeLadder => {
  const { setting, memory, now } = parts;
  let crashes: readonly (NativeCrash & { readonly texts?: readonly number[] })[] =
    setting === "auto" ? memory.recall() : [];
  const hasFallen = (): boolean => setting === "auto" && crashes.length > crashesAllowed;
  const keep = (next: typeof crashes): void => {
    crashes = next;
    if (setting === "auto") memory.remember(crashes.map(({ at, how }) => ({ at, how })));
  };

  return {
    choose: () => {
      if (setting !== "auto") {
        return { runtime: setting, reason: t('The setting askDocs.embedder.runtime is "{0}".', setting) };
      }
      if (!hasFallen()) {
        const reason = t(
          "The native build of ONNX Runtime is the faster one, and has not crashed twice within an hour.",
        );
        return { runtime: "native", reason };
      }
      const ends = crashes.map(({ how }) => endText(how)).join("; ");
      const reason = plural(
        t,
        crashes.length,
        {
          one: "The native build of ONNX Runtime crashed {0} time ({1}); WebAssembly takes its place until the editor or the extension is updated.",
          other:
            "The native build of ONNX Runtime crashed {0} times ({1}); WebAssembly takes its place until the editor or the extension is updated.",
        },
        crashes.length,
        ends,
      );
      return { runtime: "wasm", reason };
    },
    crashes: () => crashes.length,
    nativeCrashed: (how, texts) => {
      const recent = crashes.filter(({ at }) => now() - at < countedTogether);
      keep([...recent, { at: now(), how, texts }].slice(-crashesKept));
    },
    acquit: (texts) => {
      const left = crashes.filter((crash) => crash.texts?.some((id) => texts.includes(id)) !== true);
      if (left.length < crashes.length) keep(left);
    },
  };
};
