import type { CancellationToken } from "vscode";
import {
  completeMentionRequest,
  type CompletedMentionView,
  type CompleteMentionParams,
} from "../../../protocol/mentions.ts";
import { completeTagRequest, type CompleteTagParams, type TagView } from "../../../protocol/noteTags.ts";
import { NotificationType } from "vscode-jsonrpc/node";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  withoutPassageRequest,
  type WithoutPassageParams,
  type WithoutPassageView,
} from "../../../protocol/ablationMessages.ts";
import { chatServersRequest, sentPromptRequest, type ChatServerView } from "../../../protocol/chatMessages.ts";
import {
  askRequest,
  deleteIndexRequest,
  doctorRequest,
  editorStateChanged,
  explainRequest,
  locateCitationRequest,
  rebuildIndexRequest,
  searchRequest,
  setPausedRequest,
  suggestRequest,
  whyRequest,
  type AskParams,
  type DoctorParams,
  type EditorState,
  type ExplainParams,
  type SearchParams,
  type SuggestionView,
  type SuggestParams,
} from "../../../protocol/serverMessages.ts";
import { clearEgressRequest, egressRequest, type EgressView } from "../../../protocol/egressMessages.ts";
import type { DoctorReport } from "../../../protocol/doctor.ts";
import {
  evaluateRequest,
  judgeRequest,
  undoJudgementRequest,
  verdictsRequest,
  type EvaluateParams,
  type EvaluationView,
  type JudgedView,
  type JudgeParams,
  type Verdict,
  type VerdictsParams,
} from "../../../protocol/evaluationMessages.ts";
import type { Explanation } from "../../../protocol/explanation.ts";
import {
  installModelFolderRequest,
  installModelRequest,
  lookUpModelRequest,
  modelsRequest,
  removeModelRequest,
  type InstallFolderParams,
  type InstallModelParams,
  type LookUpModelParams,
  type ModelOffer,
  type ModelsView,
} from "../../../protocol/modelMessages.ts";
import {
  buildShotsRequest,
  mineShotsRequest,
  type BuildShotsParams,
  type MinedShotsView,
  type NothingMinedView,
  type ShotsPreviewView,
  type ShotsSource,
} from "../../../protocol/shotsBuilding.ts";
import {
  exportShotsRequest,
  sendShotsRequest,
  shotsFieldsRequest,
  tryShotsRequest,
  type ExportedShotsView,
  type ExportShotsParams,
  type SentShotsView,
  type ShotsFieldsView,
  type TriedPromptView,
  type TryShotsParams,
} from "../../../protocol/shotsMessages.ts";
import {
  evaluateShotsRequest,
  planShotsEvaluationRequest,
  type EvaluateShotsParams,
  type PlanShotsEvaluationParams,
  type ShotsEvaluationPlan,
} from "../../../protocol/shotsEvaluationMessages.ts";
import type {
  AnswerView,
  CitationState,
  CitationView,
  CrawlDecisionView,
  SearchView,
} from "../../../protocol/views.ts";

/** Everything that is asked of a running server. */
export interface ServerRequests {
  ask(params: AskParams, token: CancellationToken): Promise<AnswerView>;
  suggest(params: SuggestParams, token: CancellationToken): Promise<readonly SuggestionView[]>;
  search(params: SearchParams, token: CancellationToken): Promise<SearchView>;
  completeMention(params: CompleteMentionParams, token: CancellationToken): Promise<readonly CompletedMentionView[]>;
  completeTag(params: CompleteTagParams, token: CancellationToken): Promise<readonly TagView[]>;
  explain(params: ExplainParams): Promise<Explanation | null>;
  locateCitation(citation: CitationView): Promise<CitationState>;
  doctor(params: DoctorParams): Promise<DoctorReport>;
  egress(): Promise<EgressView>;
  clearEgress(): Promise<null>;
  why(uri: string): Promise<CrawlDecisionView>;
  rebuildIndex(): Promise<void>;
  deleteIndex(): Promise<void>;
  setPaused(paused: boolean): Promise<void>;
  judge(params: JudgeParams): Promise<JudgedView>;
  undoJudgement(): Promise<JudgedView | null>;
  verdicts(params: VerdictsParams): Promise<readonly (Verdict | null)[]>;
  evaluate(params: EvaluateParams, token: CancellationToken): Promise<EvaluationView>;
  chatServers(): Promise<readonly ChatServerView[]>;
  /** By the question's id. */
  sentPrompt(id: string): Promise<string | null>;
  shotsFields(text: string): Promise<ShotsFieldsView>;
  tryShots(params: TryShotsParams): Promise<TriedPromptView>;
  sendShots(params: TryShotsParams, token: CancellationToken): Promise<SentShotsView>;
  planShotsEvaluation(params: PlanShotsEvaluationParams): Promise<ShotsEvaluationPlan>;
  evaluateShots(params: EvaluateShotsParams, token: CancellationToken): Promise<EvaluationView>;
  withoutPassage(params: WithoutPassageParams, token: CancellationToken): Promise<WithoutPassageView>;
  mineShots(source: ShotsSource, token: CancellationToken): Promise<MinedShotsView | NothingMinedView>;
  buildShots(params: BuildShotsParams, token: CancellationToken): Promise<ShotsPreviewView>;
  exportShots(params: ExportShotsParams): Promise<ExportedShotsView>;
  models(): Promise<ModelsView>;
  lookUpModel(params: LookUpModelParams, token: CancellationToken): Promise<ModelOffer>;
  installModel(params: InstallModelParams, token: CancellationToken): Promise<void>;
  installModelFolder(params: InstallFolderParams, token: CancellationToken): Promise<void>;
  removeModel(name: string): Promise<void>;
  editorStateChanged(state: EditorState): Promise<void>;
  settingsChanged(settings: Readonly<Record<string, unknown>>): Promise<void>;
}

/** LSP's own, by which the server takes all settings at once. */
const configurationChanged = new NotificationType<{ readonly settings: Readonly<Record<string, unknown>> }>(
  "workspace/didChangeConfiguration",
);

/** Sends them through a client. */
export const createServerRequests = (client: LanguageClient): ServerRequests => ({
  ask: (params, token) => client.sendRequest(askRequest, params, token),
  suggest: (params, token) => client.sendRequest(suggestRequest, params, token),
  search: (params, token) => client.sendRequest(searchRequest, params, token),
  completeMention: (params, token) => client.sendRequest(completeMentionRequest, params, token),
  completeTag: (params, token) => client.sendRequest(completeTagRequest, params, token),
  explain: (params) => client.sendRequest(explainRequest, params),
  locateCitation: (citation) => client.sendRequest(locateCitationRequest, citation),
  egress: () => client.sendRequest(egressRequest),
  clearEgress: () => client.sendRequest(clearEgressRequest),
  doctor: (params) => client.sendRequest(doctorRequest, params),
  why: (uri) => client.sendRequest(whyRequest, { uri }),
  rebuildIndex: () => client.sendRequest(rebuildIndexRequest),
  deleteIndex: () => client.sendRequest(deleteIndexRequest),
  setPaused: (paused) => client.sendRequest(setPausedRequest, { paused }),
  judge: (params) => client.sendRequest(judgeRequest, params),
  undoJudgement: () => client.sendRequest(undoJudgementRequest),
  verdicts: (params) => client.sendRequest(verdictsRequest, params),
  evaluate: (params, token) => client.sendRequest(evaluateRequest, params, token),
  chatServers: () => client.sendRequest(chatServersRequest),
  sentPrompt: (id) => client.sendRequest(sentPromptRequest, { id }),
  shotsFields: (text) => client.sendRequest(shotsFieldsRequest, { text }),
  tryShots: (params) => client.sendRequest(tryShotsRequest, params),
  sendShots: (params, token) => client.sendRequest(sendShotsRequest, params, token),
  planShotsEvaluation: (params) => client.sendRequest(planShotsEvaluationRequest, params),
  evaluateShots: (params, token) => client.sendRequest(evaluateShotsRequest, params, token),
  withoutPassage: (params, token) => client.sendRequest(withoutPassageRequest, params, token),
  mineShots: (source, token) => client.sendRequest(mineShotsRequest, source, token),
  buildShots: (params, token) => client.sendRequest(buildShotsRequest, params, token),
  exportShots: (params) => client.sendRequest(exportShotsRequest, params),
  models: () => client.sendRequest(modelsRequest),
  lookUpModel: (params, token) => client.sendRequest(lookUpModelRequest, params, token),
  installModel: (params, token) => client.sendRequest(installModelRequest, params, token),
  installModelFolder: (params, token) => client.sendRequest(installModelFolderRequest, params, token),
  removeModel: (name) => client.sendRequest(removeModelRequest, { name }),
  editorStateChanged: (state) => client.sendNotification(editorStateChanged, state),
  settingsChanged: (settings) => client.sendNotification(configurationChanged, { settings }),
});
