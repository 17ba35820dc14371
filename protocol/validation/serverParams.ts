import * as z from "zod/mini";
import { withoutPassageRequest } from "../ablationMessages.ts";
import { editorChatDelta, sentPromptRequest } from "../chatMessages.ts";
import { evaluateRequest, judgeRequest, verdictsRequest } from "../evaluationMessages.ts";
import { completeMentionRequest } from "../mentions.ts";
import { completeTagRequest } from "../noteTags.ts";
import {
  installModelFolderRequest,
  installModelRequest,
  lookUpModelRequest,
  removeModelRequest,
} from "../modelMessages.ts";
import {
  askRequest,
  doctorRequest,
  editorStateChanged,
  explainRequest,
  locateCitationRequest,
  searchRequest,
  setPausedRequest,
  suggestRequest,
  whyRequest,
} from "../serverMessages.ts";
import { buildShotsRequest, mineShotsRequest } from "../shotsBuilding.ts";
import { evaluateShotsRequest, planShotsEvaluationRequest } from "../shotsEvaluationMessages.ts";
import {
  exportEndings,
  exportShotsRequest,
  sendShotsRequest,
  shotsFieldsRequest,
  tryShotsRequest,
  type ShotsExportFormat,
} from "../shotsMessages.ts";
import { checked, createParamsCheck } from "./checkParams.ts";
import {
  askedQuestion,
  citation,
  count,
  explainParams,
  judgeParams,
  line,
  lines,
  listOf,
  mentions,
  passage,
  suggestParams,
  verdictsParams,
  wholeText,
  withoutPassageParams,
} from "./shapes.ts";
import { buildShotsParams, shotsSource } from "./shotsShapes.ts";

const limit = z.int().check(z.minimum(1), z.maximum(100));
const network = z.object({ proxy: z.optional(line), noProxy: z.optional(line) });
const document = z.object({ text: wholeText });
const filledDocument = z.object({ text: wholeText, given: listOf(passage, 1000) });
const exportFormats = Object.keys(exportEndings) as readonly ShotsExportFormat[];
const planned = { uri: line, text: wholeText };

/** Checks what the extension host asks the language server for, besides the language server protocol itself. */
export const checkServerParams = createParamsCheck([
  checked(askRequest, z.object(askedQuestion)),
  checked(suggestRequest, suggestParams),
  checked(
    searchRequest,
    z.object({
      query: passage,
      limit,
      lastWordIsPrefix: z.optional(z.boolean()),
      mentions: z.optional(mentions),
    }),
  ),
  checked(
    completeMentionRequest,
    z.object({ of: z.enum(["places", "headings"]), typed: line, limit, recent: lines, within: lines }),
  ),
  checked(completeTagRequest, z.object({ typed: line, limit: z.int().check(z.minimum(1), z.maximum(200)) })),
  checked(explainRequest, explainParams),
  checked(locateCitationRequest, citation),
  checked(whyRequest, z.object({ uri: line })),
  checked(doctorRequest, z.object({ editor: line, errors: lines })),
  checked(setPausedRequest, z.object({ paused: z.boolean() })),
  checked(editorStateChanged, z.object({ trusted: z.boolean(), focused: z.boolean() })),
  checked(editorChatDelta, z.object({ answer: line, text: passage })),
  checked(sentPromptRequest, z.object({ id: line })),
  checked(withoutPassageRequest, withoutPassageParams),
  checked(judgeRequest, judgeParams),
  checked(verdictsRequest, verdictsParams),
  checked(evaluateRequest, z.object({ id: line, folder: z.optional(line) })),
  checked(lookUpModelRequest, z.object({ name: line, revision: line, network })),
  checked(installModelRequest, z.object({ offer: z.object({ name: line, revision: line, commit: line }), network })),
  checked(installModelFolderRequest, z.object({ folder: line, name: line })),
  checked(removeModelRequest, z.object({ name: line })),
  checked(mineShotsRequest, shotsSource),
  checked(buildShotsRequest, buildShotsParams),
  checked(exportShotsRequest, z.object({ text: wholeText, title: line, format: z.enum(exportFormats) })),
  checked(shotsFieldsRequest, document),
  checked(tryShotsRequest, filledDocument),
  checked(sendShotsRequest, filledDocument),
  checked(planShotsEvaluationRequest, z.object({ ...planned, test: z.optional(line) })),
  checked(evaluateShotsRequest, z.object({ ...planned, id: line, test: line, rows: count.check(z.minimum(1)) })),
]);
