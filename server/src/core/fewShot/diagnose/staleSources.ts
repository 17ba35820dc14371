import { t } from "@vscode/l10n";
import type { Clock } from "../../ports.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import { quoted } from "../document/shotsFault.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { provenanceLines, type ProvenanceLine } from "./provenanceLines.ts";
import type { Sources } from "./sources.ts";
import { findSource, type SourceState } from "./sourceState.ts";

/** A provenance line and what became of the words it names. */
export interface FoundSource {
  readonly line: ProvenanceLine;
  readonly state: SourceState;
}

/** Work that others wait for is let through after so many milliseconds. */
const longestBreath = 15;

/** Looks for the words of every provenance line; stops where the signal aborts. */
export async function findSources(
  parsed: ParsedShots,
  { sources, clock }: { readonly sources: Sources; readonly clock: Pick<Clock, "now" | "sleep"> },
  signal?: AbortSignal,
): Promise<readonly FoundSource[]> {
  const found: FoundSource[] = [];
  let since = clock.now();
  for (const line of provenanceLines(parsed)) {
    if (clock.now() - since > longestBreath) {
      await clock.sleep(0);
      since = clock.now();
    }
    signal?.throwIfAborted();
    const fields = parsed.document.demonstrations[line.demonstration]?.fields ?? [];
    const texts = line.fields.map((at) => fields[at]?.value ?? "");
    found.push({ line, state: await findSource(line.provenance, texts, sources) });
  }
  return found;
}

/** Tells of sources that have changed or are gone. */
export function staleSources(found: readonly FoundSource[]): readonly Diagnosis[] {
  return found.flatMap(({ line: { provenance, range }, state }): readonly Diagnosis[] => {
    const path = quoted(provenance.path);
    switch (state.kind) {
      case "unchanged":
        if (!state.outdated) return [];
        return [
          {
            kind: "source-moved",
            severity: "information",
            range,
            message: t("{0} has changed since, but these words stand in it as they did: refresh the line.", path),
          },
        ];
      case "moved": {
        const message =
          state.now.path === provenance.path
            ? t("{0} has changed: these words stand at another place of the file now; refresh the line.", path)
            : t("{0} has changed: these words stand in {1} now; refresh the line.", path, quoted(state.now.path));
        return [{ kind: "source-moved", severity: "information", range, message }];
      }
      case "edited":
        return [
          {
            kind: "source-edited",
            severity: "warning",
            range,
            message: t(
              "{0} says this in other words now: {1}. Refresh the demonstration, or drop it.",
              path,
              quoted([...state.edits.values()][0] ?? state.words),
            ),
          },
        ];
      case "gone": {
        const message =
          state.reason === "no-file"
            ? t("{0} is not in the folder any more: drop the demonstration, or the line.", path)
            : t("These words are not in {0} any more: drop the demonstration, or the line.", path);
        return [{ kind: "source-gone", severity: "warning", range, message }];
      }
    }
  });
}
