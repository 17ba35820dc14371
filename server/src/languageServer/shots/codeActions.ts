import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnosis } from "../../core/fewShot/diagnose/diagnosis.ts";
import type { JudgedShots } from "../../core/fewShot/diagnose/diagnoseShots.ts";
import type { FoundSource } from "../../core/fewShot/diagnose/staleSources.ts";
import { dropDemonstrations } from "../../core/fewShot/edit/dropDemonstrations.ts";
import { dropLine } from "../../core/fewShot/edit/dropLine.ts";
import { maskDemonstration, takeFlagsOff } from "../../core/fewShot/edit/maskSensitive.ts";
import { surplusDemonstrations } from "../../core/fewShot/edit/rebalance.ts";
import { refreshSources } from "../../core/fewShot/edit/refreshSources.ts";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import type { TextEdit } from "../../core/fewShot/edit/textEdit.ts";
import { quoted } from "../../core/fewShot/document/shotsFault.ts";
import { diagnosticSource } from "./diagnostics.ts";
import { editorEdits, editorRange } from "./editorRanges.ts";
import type { ShotsJudging } from "./judging.ts";
import type { OpenShots } from "./parsedDocuments.ts";

/** What a finding can be mended by. */
interface Remedy {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Labels that are offered in place of an unknown one. */
const mostLabels = 5;

/** Builds the code actions: what mends the findings under the cursor, one by one and all of a kind at once. */
export function createShotsCodeActions(ports: {
  readonly judging: ShotsJudging;
  readonly findSensitive: FindSensitive;
  readonly read: (document: TextDocument) => OpenShots;
}) {
  const { judging, read, findSensitive } = ports;
  return async function codeActions(
    document: TextDocument,
    range: Range,
    shown: readonly Diagnostic[],
  ): Promise<CodeAction[]> {
    const judged = await judging.judge(document);
    const shots = read(document);
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const touched = judged.findings.filter((one) => one.range.start <= to && one.range.end >= from);
    const actions = new Map<string, CodeAction>();
    for (const finding of touched) {
      for (const { title, edits } of await remediesFor(finding, judged, shots, findSensitive)) {
        const diagnostic = shown.find((one) => isShown(document, one, finding));
        const action = actions.get(title) ?? {
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [],
          edit: { changes: { [document.uri]: editorEdits(document, edits) } },
        };
        if (diagnostic !== undefined) action.diagnostics?.push(diagnostic);
        actions.set(title, action);
      }
    }
    return [...actions.values()];
  };
}

function isShown(document: TextDocument, { source, code, range }: Diagnostic, finding: Diagnosis): boolean {
  const { start } = editorRange(document, finding.range);
  const same = range.start.line === start.line && range.start.character === start.character;
  return source === diagnosticSource && code === finding.kind && same;
}

async function remediesFor(
  finding: Diagnosis,
  judged: JudgedShots,
  shots: OpenShots,
  findSensitive: FindSensitive,
): Promise<readonly Remedy[]> {
  const source = judged.sources.find(({ line }) => line.range.start === finding.range.start);
  const own = demonstrationAt(shots, finding.range.start);
  const drop = own === undefined ? [] : [dropping("Drop this demonstration", [own], shots)];
  const dropAll = (what: string, kinds: readonly Diagnosis["kind"][]): readonly Remedy[] => {
    const places = new Set(
      judged.findings
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(({ range }) => demonstrationAt(shots, range.start) ?? []),
    );
    return places.size < 2 ? [] : [dropping(`Drop all ${places.size} ${what}`, places, shots)];
  };
  switch (finding.kind) {
    case "source-moved":
      return refreshing(source, judged);
    case "source-edited":
      return [...refreshing(source, judged), ...drop, ...dropAll(staleOnes, staleKinds)];
    case "source-gone":
      return [
        ...drop,
        { title: "Drop this provenance line", edits: [dropLine(shots.text, finding.range)] },
        ...dropAll(staleOnes, staleKinds),
      ];
    case "duplicate":
    case "near-duplicate":
      return [...drop, ...dropAll("repeated demonstrations", ["duplicate", "near-duplicate"])];
    case "test-overlap":
      return [...drop, ...dropAll("demonstrations that are in the test file", ["test-overlap"])];
    case "imbalance": {
      const surplus = surplusDemonstrations(shots);
      if (surplus.length === 0) return [];
      return [dropping(`Rebalance the labels: drop ${surplus.length}`, surplus, shots)];
    }
    case "sensitive": {
      if (own === undefined) return [];
      const edits = await maskDemonstration(shots, own, judged.sensitive, findSensitive);
      return [{ title: "Mask what it gives away", edits }, ...drop];
    }
    case "flagged":
      return [
        ...(own === undefined ? [] : [{ title: "Take the flags off", edits: takeFlagsOff(shots, own) }]),
        ...drop,
      ];
    case "unknown-label":
      return nearestLabels(shots, finding).map((label) => ({
        title: `Change to ${quoted(label)}`,
        edits: [{ range: finding.range, text: label }],
      }));
    default:
      return [];
  }
}

const staleKinds = ["source-edited", "source-gone"] as const;
const staleOnes = "demonstrations whose source is edited or gone";

const dropping = (title: string, places: Iterable<number>, shots: OpenShots): Remedy => ({
  title,
  edits: dropDemonstrations(shots.text, shots, places),
});

function refreshing(source: FoundSource | undefined, { sources, parsed }: JudgedShots): readonly Remedy[] {
  const one = source === undefined ? [] : refreshSources(parsed, [source]);
  const all = refreshSources(parsed, sources);
  return [
    ...(one.length === 0 ? [] : [{ title: "Refresh from source", edits: one }]),
    ...(all.length <= one.length ? [] : [{ title: "Refresh all demonstrations from their sources", edits: all }]),
  ];
}

function demonstrationAt({ layout }: OpenShots, offset: number): number | undefined {
  const at = layout.demonstrations.findLastIndex(({ range }) => range.start <= offset);
  return at === -1 ? undefined : at;
}

/** Those that begin most like the unknown one. */
function nearestLabels({ document, text }: OpenShots, { range }: Diagnosis): readonly string[] {
  const wrong = text.slice(range.start, range.end).toLowerCase();
  const alike = (label: string): number => {
    let length = 0;
    while (length < wrong.length && label.toLowerCase()[length] === wrong[length]) length += 1;
    return length;
  };
  return [...(document.frontMatter.labels ?? [])].sort((a, b) => alike(b) - alike(a)).slice(0, mostLabels);
}
