import { t } from "@vscode/l10n";
import type { Diagnosis } from "../diagnose/diagnosis.ts";
import type { JudgedShots } from "../diagnose/diagnoseShots.ts";
import type { Sources } from "../diagnose/sources.ts";
import type { FoundSource } from "../diagnose/staleSources.ts";
import { writeField } from "../document/serialiseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import { addMissingFields } from "./addMissingFields.ts";
import { completeProvenance } from "./completeProvenance.ts";
import { dropDemonstrations } from "./dropDemonstrations.ts";
import { dropLine } from "./dropLine.ts";
import { demonstrationsOverBudget } from "./fitToBudget.ts";
import { maskDemonstration, takeFlagsOff } from "./maskSensitive.ts";
import { surplusDemonstrations } from "./rebalance.ts";
import { refreshSources } from "./refreshSources.ts";
import { dropRepeated, dropStale, dropTested, dropToFit, rebalanceTitle } from "./remedyTitles.ts";
import type { TextEdit } from "./textEdit.ts";

/** A way to mend a finding, with its name for people. */
export interface Remedy {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A document that was judged, and what its remedies ask. */
export interface RemedyContext {
  /** The text that was judged. */
  readonly text: string;
  readonly judged: JudgedShots;
  readonly findSensitive: FindSensitive;
  readonly sources?: Sources;
}

/** Labels that are offered in place of an unknown one. */
const mostLabels = 5;
const staleKinds = ["source-edited", "source-gone"] as const;

/** The ways to mend a finding, the likeliest first: for itself alone, then for all of its kind at once. */
export async function remediesFor(finding: Diagnosis, context: RemedyContext): Promise<readonly Remedy[]> {
  return (await thinkable(finding, context)).filter(({ edits }) => edits.length > 0);
}

async function thinkable(finding: Diagnosis, context: RemedyContext): Promise<readonly Remedy[]> {
  const { text, judged, findSensitive } = context;
  const { parsed, sources, sensitive } = judged;
  const { range } = finding;
  const own = demonstrationAt(judged, range.start);
  const dropping = (title: string, places: Iterable<number>): Remedy => ({
    title,
    edits: dropDemonstrations(text, parsed, places),
  });
  const drop = own === undefined ? [] : [dropping(t("Drop this demonstration"), [own])];
  const dropAll = (kinds: readonly Diagnosis["kind"][], titleOf: (count: number) => string): readonly Remedy[] => {
    const all = judged.findings.filter(({ kind }) => kinds.includes(kind));
    const places = new Set(all.flatMap((one) => demonstrationAt(judged, one.range.start) ?? []));
    return places.size < 2 ? [] : [dropping(titleOf(places.size), places)];
  };
  const inserting = (title: string, at: number, lines: string): Remedy[] => [
    { title, edits: [{ range: { start: at, end: at }, text: lines }] },
  ];
  switch (finding.kind) {
    case "no-front-matter":
      return inserting(t("Add a front matter"), range.start, "---\nshots: 1\n---\n\n");
    case "unclosed-front-matter": {
      const end = parsed.layout.frontMatter?.yaml.end ?? range.end;
      const before = text.slice(0, end).endsWith("\n") ? "" : "\n";
      return inserting(t("End the front matter"), end, `${before}---\n\n`);
    }
    case "no-version":
      return inserting(t("Add the version"), range.start, "shots: 1\n");
    case "missing-field":
      if (own === undefined) return [];
      return [{ title: t("Add the missing fields"), edits: addMissingFields(text, parsed, own) }, ...drop];
    case "bad-provenance": {
      const edit = context.sources && (await completeProvenance(text, parsed, range, context.sources));
      return edit === undefined ? [] : [{ title: t("Find the words in the file"), edits: [edit] }];
    }
    case "unknown-label":
      return own === undefined ? [] : otherLabels(judged, own);
    case "source-moved":
      return refreshing(range.start, judged);
    case "source-edited":
      return [...refreshing(range.start, judged), ...drop, ...dropAll(staleKinds, dropStale)];
    case "source-gone":
      return [
        ...drop,
        { title: t("Drop this provenance line"), edits: [dropLine(text, range)] },
        ...dropAll(staleKinds, dropStale),
      ];
    case "duplicate":
    case "near-duplicate":
      return [...drop, ...dropAll(["duplicate", "near-duplicate"], dropRepeated)];
    case "test-overlap":
      return [...drop, ...dropAll(["test-overlap"], dropTested)];
    case "over-budget": {
      const places = demonstrationsOverBudget(parsed, judged.counter);
      const fit = places.length === 0 ? [] : [dropping(dropToFit(places.length), places)];
      return finding.severity === "error" ? [...drop, ...fit] : fit;
    }
    case "imbalance": {
      const surplus = surplusDemonstrations(parsed);
      return surplus.length === 0 ? [] : [dropping(rebalanceTitle(surplus.length), surplus)];
    }
    case "sensitive": {
      if (own === undefined) return [];
      const edits = await maskDemonstration(parsed, own, sensitive, findSensitive);
      return [{ title: t("Mask what it gives away"), edits }, ...drop];
    }
    case "flagged":
      return [
        ...(own === undefined ? [] : [{ title: t("Take the flags off"), edits: takeFlagsOff(parsed, own) }]),
        ...drop,
      ];
    default:
      return [];
  }

  function refreshing(start: number, { sources: found }: JudgedShots): readonly Remedy[] {
    const source: FoundSource | undefined = sources.find(({ line }) => line.range.start === start);
    const one = source === undefined ? [] : refreshSources(parsed, [source]);
    const all = refreshSources(parsed, found);
    return [
      ...(one.length === 0 ? [] : [{ title: t("Refresh from source"), edits: one }]),
      ...(all.length <= one.length ? [] : [{ title: t("Refresh all demonstrations from their sources"), edits: all }]),
    ];
  }
}

function demonstrationAt({ parsed }: JudgedShots, offset: number): number | undefined {
  const at = parsed.layout.demonstrations.findLastIndex(({ range }) => range.start <= offset);
  return at === -1 ? undefined : at;
}

/** The labels that begin most like the unknown one. */
function otherLabels({ parsed: { document, layout } }: JudgedShots, at: number): readonly Remedy[] {
  const field = document.demonstrations[at]?.fields.at(-1);
  const place = layout.demonstrations[at]?.fields.at(-1);
  if (field === undefined || place === undefined) return [];
  const wrong = field.value.trim().toLowerCase();
  const alike = (label: string): number => {
    let length = 0;
    while (length < wrong.length && label.toLowerCase()[length] === wrong[length]) length += 1;
    return length;
  };
  return [...(document.frontMatter.labels ?? [])]
    .sort((a, b) => alike(b) - alike(a))
    .slice(0, mostLabels)
    .map((label) => ({
      title: t("Change to {0}", quoted(label)),
      edits: [
        {
          range: { start: place.name.start, end: place.value.end },
          text: writeField({ name: field.name, value: label }),
        },
      ],
    }));
}
