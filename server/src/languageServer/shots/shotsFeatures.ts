import type { Diagnostic } from "vscode-languageserver/node";
import type { ParserRegistry } from "../../core/documents/parsers.ts";
import type { CreateKnownTexts } from "../../core/fewShot/diagnose/knownTexts.ts";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import type { TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { Clock, Hash } from "../../core/ports.ts";
import { comparedTerms } from "../../core/fewShot/duplicates/comparedTerms.ts";
import { createNearDuplicates } from "../../core/fewShot/duplicates/nearDuplicates.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import { dominantScript, likelyLanguage } from "../../core/language/script.ts";
import type { ChatModels } from "../chatModels.ts";
import type { EditorChat } from "../editorChat.ts";
import type { EvaluationProgress } from "../../../../protocol/evaluationMessages.ts";
import type { Settings } from "../../../../protocol/settings.ts";
import type { Folders } from "../folders.ts";
import { createLocating } from "../locating.ts";
import type { SharedParts } from "../openIndex.ts";
import { createShotsBuilding } from "./building.ts";
import { createShotsCodeActions } from "./codeActions.ts";
import { createShotsCompletion } from "./completion.ts";
import { createShotsDiagnostics } from "./diagnostics.ts";
import { createShotsHover } from "./hover.ts";
import { createShotsJudging } from "./judging.ts";
import { createShotsReader } from "./parsedDocuments.ts";
import { createShotsEvaluating } from "./evaluating.ts";
import { createShotsFiles } from "./shotsFiles.ts";
import { createShotsMining } from "./mining.ts";
import { createShotsTrying } from "./trying.ts";

/** Wires what the editor is told of `.shots` documents. */
export function createShotsFeatures(ports: {
  readonly shared: SharedParts;
  readonly folders: Folders;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly findSensitive: FindSensitive;
  readonly tokenCounterOf: TokenCounterOf;
  readonly hash: Hash;
  readonly parsers: ParserRegistry;
  readonly models: ChatModels;
  readonly editor: EditorChat;
  /** The extension's folder for this workspace. */
  readonly storage: string;
  readonly notify: (progress: EvaluationProgress) => void;
  readonly publish: (uri: string, version: number, diagnostics: Diagnostic[]) => void;
  readonly logError: (message: string) => void;
}) {
  const { publish, logError, clock, findSensitive, tokenCounterOf } = ports;
  const analyser = createAnalyser();
  const termsOf = (text: string): readonly string[] =>
    comparedTerms(analyser, text, likelyLanguage(dominantScript(text).script));
  const createKnownTexts: CreateKnownTexts = () => createNearDuplicates({ termsOf });
  const read = createShotsReader();
  const files = createShotsFiles({ ...ports, createKnownTexts });
  const judging = createShotsJudging({ files, read, createKnownTexts, clock, findSensitive, tokenCounterOf });
  const diagnostics = createShotsDiagnostics({
    judging,
    publish,
    failed: (error) => logError(`A .shots document could not be judged: ${String(error)}`),
  });
  return {
    read,
    diagnostics,
    hover: createShotsHover({ files, judging, read }),
    complete: createShotsCompletion({ files, read }),
    building: createShotsBuilding({
      ...{ mine: createShotsMining({ ...ports, ...createLocating(ports) }), hash: ports.hash },
      ...{ tokenCounterOf, createKnownTexts, loadDetector: ports.shared.ports.loadDetector },
    }),
    trying: createShotsTrying(ports),
    evaluating: createShotsEvaluating({ ...ports, files, loadDetector: ports.shared.ports.loadDetector }),
    codeActions: createShotsCodeActions({ judging, read, files, findSensitive }),
    /** Files or other open documents have changed. */
    filesChanged(): void {
      judging.filesChanged();
      diagnostics.again();
    },
  };
}
