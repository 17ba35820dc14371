import type { TextDocument } from "vscode-languageserver-textdocument";
import { diagnoseShots, type JudgedShots } from "../../core/fewShot/diagnose/diagnoseShots.ts";
import type { CreateKnownTexts } from "../../core/fewShot/diagnose/knownTexts.ts";
import { rememberSources } from "../../core/fewShot/diagnose/sources.ts";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import type { TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { Clock } from "../../core/ports.ts";
import type { OpenShots } from "./parsedDocuments.ts";
import type { ShotsFiles } from "./shotsFiles.ts";

/** Judges open documents; what was found of a version is kept until a file changes. */
export interface ShotsJudging {
  judge(document: TextDocument): Promise<JudgedShots>;
  /** A file has changed, come or gone: what was found may not hold any more. */
  filesChanged(): void;
}

/** Builds the judging. A version that is judged while a newer one is there is stopped. */
export function createShotsJudging(ports: {
  readonly files: ShotsFiles;
  readonly read: (document: TextDocument) => OpenShots;
  readonly createKnownTexts: CreateKnownTexts;
  readonly clock: Clock;
  readonly findSensitive: FindSensitive;
  readonly tokenCounterOf: TokenCounterOf;
}): ShotsJudging {
  const { files, read, createKnownTexts, clock, findSensitive, tokenCounterOf } = ports;
  interface Round {
    readonly version: number;
    readonly stop: AbortController;
    readonly judged: Promise<JudgedShots>;
  }
  let rounds = new WeakMap<TextDocument, Round>();

  async function run(document: TextDocument, signal: AbortSignal): Promise<JudgedShots> {
    const shots = read(document);
    const sources = files.sourcesFor(document.uri);
    const test = await files.testFor(document.uri, shots.document);
    signal.throwIfAborted();
    return diagnoseShots(
      shots,
      {
        clock,
        createKnownTexts,
        findSensitive,
        counter: await tokenCounterOf(shots.document.frontMatter.model),
        ...(sources !== undefined && { sources: rememberSources(sources) }),
        ...(test !== undefined && { test }),
      },
      signal,
    );
  }

  return {
    judge(document) {
      const known = rounds.get(document);
      if (known?.version === document.version) return known.judged;
      known?.stop.abort(new Error("A newer version is judged."));
      const stop = new AbortController();
      const judged = run(document, stop.signal);
      judged.catch(() => rounds.delete(document));
      rounds.set(document, { version: document.version, stop, judged });
      return judged;
    },
    filesChanged() {
      rounds = new WeakMap();
    },
  };
}
