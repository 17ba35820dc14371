import { rm } from "node:fs/promises";
import { t } from "@vscode/l10n";
import type { Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { EvaluationProgress } from "../../../protocol/evaluationMessages.ts";
import type { InstallProgressView } from "../../../protocol/modelMessages.ts";
import type { EditorState, InitializationOptions, RefinedAnswer } from "../../../protocol/serverMessages.ts";
import type { CrawlDecisionView, IndexStatus } from "../../../protocol/views.ts";
import { join } from "node:path";
import { createEgressGate } from "../adapters/egress/egressGate.ts";
import { createEgressLog } from "../adapters/egress/egressLog.ts";
import { createAblating } from "./ablating.ts";
import { createAsking } from "./asking.ts";
import { createChatModels } from "./chatModels.ts";
import type { EditorChat } from "./editorChat.ts";
import { createGenerating } from "./generating.ts";
import { createSentPrompts } from "./sentPrompts.ts";
import { createBacklogGate, gateEmbedder } from "./backlogGate.ts";
import { crawlOptionsOf, readEditorSettings } from "./editorSettings.ts";
import { createDoctoring } from "./doctoring.ts";
import { createEvaluating } from "./evaluating.ts";
import { createExplaining } from "./explaining.ts";
import { removeExpiredIndexes } from "./expiredIndexes.ts";
import { createFileEvents } from "./fileEvents.ts";
import { createFolders } from "./folders.ts";
import { plainUri } from "./folderPlace.ts";
import { createHovering } from "./hovering.ts";
import { createStatusReporter, indexStatus } from "./indexStatus.ts";
import { createJudging } from "./judging.ts";
import { createMentioning } from "./mentioning.ts";
import { createModelPool } from "./modelPool.ts";
import { createModelRequests } from "./modelRequests.ts";
import { createLocating } from "./locating.ts";
import { indexDirOf, indexesDirOf, vectorDirOf, type SharedParts } from "./openIndex.ts";
import { createOwnSet } from "./ownSet.ts";
import { readPaused, writePaused } from "./pausedFile.ts";
import type { LanguageServerPorts } from "./ports.ts";
import { createSearching } from "./searching.ts";
import { createShotsFeatures } from "./shots/shotsFeatures.ts";
import { createSuggestingInFolders } from "./suggesting.ts";

/** What a session tells the editor. */
export interface EditorPorts {
  /** By its plain address; see `plainUri`. */
  readonly documentAt: (uri: string) => TextDocument | undefined;
  readonly statusChanged: (status: IndexStatus) => void;
  readonly answerRefined: (refined: RefinedAnswer) => void;
  readonly chat: EditorChat;
  readonly judgementsChanged: () => void;
  readonly evaluationProgressed: (progress: EvaluationProgress) => void;
  readonly installProgressed: (progress: InstallProgressView) => void;
  readonly diagnosticsChanged: (uri: string, version: number, diagnostics: Diagnostic[]) => void;
  readonly log: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly logError: (message: string) => void;
}

/** With no refresh of a folder for this long, one is made when the window comes to the front; milliseconds. */
const refreshAfter = 300_000;
/** Indexes of folders long unseen are looked for this long after the start, when nobody waits for anything; milliseconds. */
const expireAfter = 60_000;

/** Settings that decide which model answers. */
const modelSettings = ["askDocs.model.name", "askDocs.model.revision", "askDocs.model.folder"] as const;

/** Wires everything that serves one window, from the time the editor has said what it wants. */
export async function createSession(ports: LanguageServerPorts, editor: EditorPorts, options: InitializationOptions) {
  const { clock, parsers } = ports;
  const paused = await readPaused(options.storagePath);
  const changedAt = new Map<string, number>();
  let sentSettings: unknown = options.settings;
  let trusted = options.trusted;
  let { settings, problems } = readEditorSettings(sentSettings, trusted);
  let refreshedAt = clock.now();
  const gate = createBacklogGate({ power: ports.power, clock, onChange: () => status.changed() });
  const currentSettings = () => settings;
  const egressLog = createEgressLog({
    ...{ place: join(options.storagePath, "egress"), clock },
    warn(message) {
      editor.warn(message);
      status.changed();
    },
  });
  const egress = createEgressGate({ log: egressLog, isOffline: () => settings["askDocs.offline"] });
  const pool = createModelPool({
    ports,
    options,
    settings: currentSettings,
    gated: (embedder) => gateEmbedder(embedder, gate),
    log: editor.log,
    warn: editor.warn,
  });
  const shared: SharedParts = {
    ports,
    pool,
    bufferOf(uri) {
      const document = editor.documentAt(uri);
      return document && { text: document.getText(), changedAt: changedAt.get(uri) ?? 0 };
    },
    storagePath: options.storagePath,
  };
  const folders = createFolders({
    shared,
    crawl: crawlOptionsOf(settings, parsers.extensions),
    onChange: () => status.changed(),
    logError: editor.logError,
    mayEmbedEdits: () => gate.reason() !== "paused",
  });
  const collect = (): IndexStatus =>
    indexStatus({
      sessions: folders.all(),
      waitReason: gate.reason(),
      trusted,
      problems: [...problems.map(({ message }) => message), ...folders.problems(), ...unrecorded()],
    });
  const unrecorded = (): readonly string[] => [egressLog.problem()].flatMap((problem) => problem ?? []);
  const status = createStatusReporter(collect, editor.statusChanged, editor.logError);
  const told = new Set<string>();

  function applySettings(): void {
    const former = settings;
    ({ settings, problems } = readEditorSettings(sentSettings, trusted));
    for (const { message } of problems) {
      if (!told.has(message)) editor.warn(message);
      told.add(message);
    }
    gate.allowBattery(settings["askDocs.indexing.onBattery"]);
    folders.configure(crawlOptionsOf(settings, parsers.extensions));
    pool.configure();
    if (settings["askDocs.evaluation.folder"] !== former["askDocs.evaluation.folder"]) editor.judgementsChanged();
    if (modelSettings.some((name) => settings[name] !== former[name])) folders.modelsChanged();
    status.changed();
  }

  function documentChanged(uri: string): void {
    if (parsers.parserFor(uri) === undefined) return;
    changedAt.set(plainUri(uri), clock.wallTime());
    for (const { session, path } of folders.holding(uri)) session.edited(path);
  }

  const expiry = setTimeout(() => {
    const open = folders.all().map(({ place }) => indexDirOf(shared, place));
    void removeExpiredIndexes(indexesDirOf(shared), open, clock.wallTime()).catch((error: unknown) =>
      editor.logError(`Old indexes could not be removed: ${String(error)}`),
    );
  }, expireAfter).unref();
  const storage = options.workspaceStoragePath ?? options.storagePath;
  const ownSet = createOwnSet({ folders, settings: currentSettings, storage });

  const chatModels = createChatModels(currentSettings, editor.chat, egress);
  const sent = createSentPrompts();
  const ablating = createAblating(editor.chat);
  const write = createGenerating({
    ...{ models: chatModels, editor: editor.chat, sent, ablating, clock },
    settings: currentSettings,
    notify: editor.answerRefined,
  });

  const shots = createShotsFeatures({
    ...{ shared, folders, parsers, clock, hash: ports.hash },
    settings: currentSettings,
    findSensitive: ports.findSensitive,
    tokenCounterOf: ports.createTokenCounters(() => currentSettings()["askDocs.fewShot.tokenizers"]),
    ...{ models: chatModels, editor: editor.chat, storage, notify: editor.evaluationProgressed },
    publish: editor.diagnosticsChanged,
    logError: editor.logError,
  });

  gate.setPaused(paused);
  applySettings();

  return {
    folders,
    files: createFileEvents(folders, parsers.extensions),
    status: collect,
    ...createAsking({
      folders,
      gate,
      settings: currentSettings,
      notify: editor.answerRefined,
      write,
      models: chatModels,
      editor: editor.chat,
    }),
    egressRecord: egressLog.read,
    clearEgressRecord: egressLog.clear,
    chatServers: chatModels.servers,
    sentPrompt: sent.of,
    withoutPassage: ablating.withoutPassage,
    ...createSearching({ folders, gate }),
    ...createSuggestingInFolders({ folders, gate, settings: currentSettings }),
    ...createExplaining({ folders, gate }),
    ...createMentioning({ folders }),
    ...createDoctoring({ ports, pool, folders, gate, settings: currentSettings, status: collect }),
    ...createLocating({ folders }),
    ...createModelRequests({
      pool,
      folders,
      settings: currentSettings,
      clock,
      egress,
      notify: editor.installProgressed,
    }),
    ...createJudging({ folders, ownSet, clock, hash: ports.hash, onChange: editor.judgementsChanged }),
    ...createEvaluating({
      ...{ shared, folders, gate, ownSet, clock },
      settings: currentSettings,
      notify: editor.evaluationProgressed,
    }),
    ...createHovering({ folders, settings: currentSettings }),
    shots,
    documentOpened: documentChanged,
    documentEdited(uri: string): void {
      gate.typed();
      documentChanged(uri);
    },
    documentClosed(uri: string): void {
      documentChanged(uri);
      changedAt.delete(plainUri(uri));
    },
    settingsChanged(sent: unknown): void {
      sentSettings = sent;
      applySettings();
    },
    editorStateChanged(state: EditorState): void {
      if (state.trusted !== trusted) {
        trusted = state.trusted;
        applySettings();
      }
      if (!state.focused || clock.now() - refreshedAt < refreshAfter) return;
      refreshedAt = clock.now();
      for (const session of folders.all()) session.refresh();
    },
    async why(uri: string): Promise<CrawlDecisionView> {
      for (const { session, path } of folders.holding(uri)) {
        const decision = await session.use(({ service }) => service.why(path));
        if (decision !== undefined) return decision;
      }
      return { indexed: false, reason: t("It lies in no folder of the workspace that has an index.") };
    },
    async setPaused(paused: boolean): Promise<void> {
      gate.setPaused(paused);
      await writePaused(options.storagePath, paused);
    },
    async rebuildIndex(): Promise<void> {
      await Promise.all(folders.all().map((session) => session.rebuild()));
    },
    /** Deletes the indexes of this window's folders, and the vectors that folders share; those can be made again. */
    async deleteIndex(): Promise<void> {
      await Promise.all(folders.all().map((session) => session.delete()));
      await rm(vectorDirOf(shared), { recursive: true, force: true });
    },
    async close(): Promise<void> {
      clearTimeout(expiry);
      shots.diagnostics.close();
      status.stop();
      gate.close();
      await folders.close();
      await pool.close();
      await egress.close();
    },
  };
}

export type Session = Awaited<ReturnType<typeof createSession>>;
