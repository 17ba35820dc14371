import { t } from "@vscode/l10n";
import { DiagnosticSeverity, type Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { inOwnDirection } from "../../../../protocol/translate.ts";
import type { Diagnosis } from "../../core/fewShot/diagnose/diagnosis.ts";
import { editorRange } from "./editorRanges.ts";
import type { ShotsJudging } from "./judging.ts";

/** What diagnostics of ours are marked with. */
export const diagnosticSource = "Ask Docs";

/** Nobody reads more, and editors are slow to draw them. */
const mostShown = 500;

/** Waits so long after the last keystroke, in milliseconds. */
const quiet = 300;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** Keeps the diagnostics of open documents as they should be. */
export interface ShotsDiagnostics {
  /** The document was opened or edited: looks at it soon, and stops looking at a former version. */
  changed(document: TextDocument): void;
  closed(uri: string): void;
  /** Looks at all open documents again. */
  again(): void;
  close(): void;
}

/** Builds the publishing of diagnostics; `failed` is told bugs. */
export function createShotsDiagnostics(ports: {
  readonly judging: ShotsJudging;
  readonly publish: (uri: string, version: number, diagnostics: Diagnostic[]) => void;
  readonly failed: (error: unknown) => void;
}): ShotsDiagnostics {
  const { judging, publish, failed } = ports;
  const open = new Map<string, { readonly document: TextDocument; timer: NodeJS.Timeout | undefined }>();

  async function look(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    const isCurrent = (): boolean => open.get(uri)?.document === document && document.version === version;
    try {
      const { findings } = await judging.judge(document);
      if (isCurrent())
        publish(
          uri,
          version,
          findings.slice(0, mostShown).map((one) => diagnosticOf(document, one)),
        );
    } catch (error) {
      if (isCurrent()) failed(error);
    }
  }

  function changed(document: TextDocument): void {
    clearTimeout(open.get(document.uri)?.timer);
    open.set(document.uri, { document, timer: setTimeout(() => void look(document), quiet).unref() });
  }

  return {
    changed,
    closed(uri) {
      const entry = open.get(uri);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      open.delete(uri);
      publish(uri, entry.document.version, []);
    },
    again() {
      for (const { document } of open.values()) changed(document);
    },
    close() {
      for (const { timer } of open.values()) clearTimeout(timer);
      open.clear();
    },
  };
}

function diagnosticOf(document: TextDocument, { kind, severity, range, message, related }: Diagnosis): Diagnostic {
  return {
    source: diagnosticSource,
    code: kind,
    severity: severities[severity],
    range: editorRange(document, range),
    message: inOwnDirection(t, message),
    ...(related !== undefined && {
      relatedInformation: [
        {
          location: { uri: document.uri, range: editorRange(document, related.range) },
          message: inOwnDirection(t, related.message),
        },
      ],
    }),
  };
}
