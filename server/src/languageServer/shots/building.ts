import { randomUUID } from "node:crypto";
import { t } from "@vscode/l10n";
import type {
  BuildShotsParams,
  ComparedBy,
  MinedShotsView,
  NothingMinedView,
  PreviewedDemonstration,
  ShotsPreviewView,
  ShotsSource,
} from "../../../../protocol/shotsBuilding.ts";
import { buildShots, labelsOf } from "../../core/fewShot/buildShots.ts";
import type { CreateKnownTexts, KnownTexts } from "../../core/fewShot/diagnose/knownTexts.ts";
import { serialiseShots } from "../../core/fewShot/document/serialiseShots.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { createPool, type Pool, type SelectionInput } from "../../core/fewShot/selection/pool.ts";
import type { Demonstration, ShotsDocument } from "../../core/fewShot/shotsDocument.ts";
import { namedValues, promptText, renderPrompt } from "../../core/fewShot/templates/renderPrompt.ts";
import type { TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import { languageOf, type LanguageDetector } from "../../core/language/detect.ts";
import type { Hash } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import { failureFor } from "../failures.ts";
import type { MinedSource } from "./mining.ts";
import { createPairVectors, type PairVectors } from "./pairVectors.ts";
import { promptWarnings } from "./promptWarnings.ts";

const seed = 1;

/** What was mined last, with what choosing from it needs. */
interface Mined extends MinedSource {
  readonly id: string;
  readonly vectors: PairVectors;
  /** The pool that was made last, and what it is of. */
  pool?: { readonly key: string; readonly pool: Pool };
  /** What a text is compared with, and the pairs that it is of. */
  known?: { readonly pairs: readonly Pair[]; readonly texts: KnownTexts };
}

/** Builds the building of few-shot prompts from pairs; those mined last are remembered. */
export function createShotsBuilding(ports: {
  readonly mine: (source: ShotsSource, signal: AbortSignal) => Promise<Result<MinedSource>>;
  readonly hash: Hash;
  readonly tokenCounterOf: TokenCounterOf;
  readonly createKnownTexts: CreateKnownTexts;
  readonly loadDetector: () => Promise<LanguageDetector>;
}) {
  const { hash, tokenCounterOf, createKnownTexts, loadDetector } = ports;
  let last: Mined | undefined;

  /** The pool of the pairs of a kind, with their vectors where they are there. */
  async function poolOf(
    mined: Mined,
    kind: string | undefined,
    isCompared: boolean,
  ): Promise<{ readonly pool: Pool; readonly comparedBy: ComparedBy }> {
    const pairs = kind === undefined ? mined.pairs : mined.pairs.filter((pair) => pair.kind === kind);
    const comparedBy: ComparedBy = isCompared ? await mined.vectors.want(pairs) : { kind: "notCompared" };
    const vectors = comparedBy.kind === "vectors" ? mined.vectors.of(pairs) : [];
    const key = `${kind ?? ""} ${vectors.length > 0}`;
    const pool = mined.pool?.key === key ? mined.pool.pool : createPool(pairs, { analyser: createAnalyser(), vectors });
    mined.pool = { key, pool };
    return { pool, comparedBy };
  }

  async function inputOf(text: string, mined: Mined, pool: Pool, signal: AbortSignal): Promise<SelectionInput> {
    const vector = pool.hasVectors ? await mined.vectors.ofInput(text, signal) : undefined;
    const language = languageOf(text, await loadDetector());
    return { text, language, ...(vector === undefined ? {} : { vector }) };
  }

  /** A demonstration that says the same would give the answer away. */
  function sayingTheSame(input: string, mined: Mined, pairs: readonly Pair[]): ReadonlySet<number> {
    if (mined.known?.pairs !== pairs) {
      mined.known = { pairs, texts: createKnownTexts() };
      for (const pair of pairs) mined.known.texts.add(pair.input);
    }
    return new Set(mined.known.texts.find(input).map(({ index }) => index));
  }

  return {
    async mine(source: ShotsSource, signal: AbortSignal): Promise<MinedShotsView | NothingMinedView> {
      const found = await ports.mine(source, signal);
      if (!found.ok) return { nothing: found.failure.message };
      last?.vectors.stop();
      last = { ...found.value, id: randomUUID(), vectors: createPairVectors(found.value.session, hash) };
      const kinds = [...Map.groupBy(last.pairs, ({ kind }) => kind)].map(([kind, own]) => ({
        ...{ kind, pairs: own.length, labels: labelsOf(own) },
      }));
      const { id, flagged, widened } = last;
      return { id, kinds: kinds.sort((a, b) => b.pairs - a.pairs), flagged, widened };
    },
    /** @throws a `ResponseError` where the pairs are not known any more. */
    async build(params: BuildShotsParams, signal: AbortSignal): Promise<ShotsPreviewView> {
      const { id, kind, input: wanted = "", model, ...choices } = params;
      if (last?.id !== id) throw failureFor(t("What was mined is not known any more. Build the prompt again."));
      const mined = last;
      const { selector, k } = choices;
      const { pool, comparedBy } = await poolOf(mined, kind, selector !== "random" && selector !== "bm25");
      const given = wanted.trim();
      const input = given === "" ? undefined : await inputOf(given, mined, pool, signal);
      const counter = await tokenCounterOf(model);
      signal.throwIfAborted();
      const built = buildShots(pool, counter, {
        ...{ ...choices, seed },
        ...(model === undefined ? {} : { model }),
        ...(input === undefined ? {} : { input, excluded: sayingTheSame(given, mined, pool.pairs) }),
      });
      const { document, dropped } = built;
      const prompt = promptOf(document, given);
      const tokens = counter.count(prompt);
      return {
        ...{ text: serialiseShots(document), prompt, tokens, counter: counter.name, dropped, comparedBy },
        ...(choices.budget === undefined ? {} : { budget: choices.budget }),
        demonstrations: await Promise.all(document.demonstrations.map((one) => previewOf(one, mined))),
        warnings: promptWarnings(built, { wanted: k, tokens, createKnownTexts }),
      };
    },
  };
}

/** The prompt as a model is given it, with the input in the last of its given fields. */
function promptOf(document: ShotsDocument, input: string): string {
  const [first] = document.demonstrations;
  const names = first === undefined ? [] : namedValues(first).map(({ name }) => name);
  const given = names.slice(0, -1).map((name, at, all) => ({ name, value: at === all.length - 1 ? input : "" }));
  return promptText(renderPrompt(document, first === undefined ? undefined : { given, output: names.at(-1) ?? "" }));
}

async function previewOf({ provenance, fields }: Demonstration, mined: Mined): Promise<PreviewedDemonstration> {
  const at = provenance[0] ?? fields.flatMap((field) => field.provenance)[0];
  const place = at && (await mined.placeOf(at.path, { start: at.startOffset, end: at.endOffset }));
  const given = fields.slice(0, -1).filter(({ provenance: own }) => own.length === 0);
  return {
    input: given.map(({ value }) => value).join("\n"),
    output: fields.at(-1)?.value ?? "",
    ...(place === undefined ? {} : { place }),
  };
}
