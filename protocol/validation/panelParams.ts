import * as z from "zod/mini";
import { panelWithoutPassage } from "../ablationMessages.ts";
import { panelCopyCode, panelInsertCode, panelOpenLink } from "../contentMessages.ts";
import {
  panelAction,
  panelAsk,
  panelChooseWriter,
  panelCompleteMention,
  panelCopyMarkdown,
  panelExplain,
  panelFocus,
  panelJudge,
  panelLocateCitation,
  panelOpenCitation,
  panelReady,
  panelSaveConversation,
  panelShowPlain,
  panelShowSent,
  panelStop,
  panelSuggest,
  panelVerdicts,
} from "../panelMessages.ts";
import {
  panelMineShots,
  panelOpenShotsPlace,
  panelPreviewShots,
  panelShotsSources,
  panelUseShots,
} from "../shotsBuilding.ts";
import { checked, createParamsCheck } from "./checkParams.ts";
import {
  askedQuestion,
  citation,
  explainParams,
  judgeParams,
  line,
  lines,
  listOf,
  mentions,
  passage,
  place,
  suggestParams,
  verdictsParams,
  wholeText,
  withoutPassageParams,
} from "./shapes.ts";
import { buildShotsParams, shotsSource } from "./shotsShapes.ts";

const byId = z.object({ id: line });
const code = z.object({ code: passage });
const nothing = z.unknown();

/** Turns may be of an older version, so each is judged by who takes it (`conversations/turns.ts`). */
const turn = z.looseObject({ id: line, question: passage });

const askedAgain = z.object({ of: line, writerName: line });

/** Every message that a panel may send, with what its parameters have to be. */
const methods = [
  { method: panelReady.method, schema: nothing },
  { method: panelShotsSources.method, schema: nothing },
  { method: panelChooseWriter.method, schema: nothing },
  // JSON-RPC's own way to stop a request.
  { method: "$/cancelRequest", schema: z.object({ id: z.union([z.int(), line]) }) },
  checked(panelAsk, z.object({ ...askedQuestion, conversation: line, again: z.optional(askedAgain) })),
  checked(panelStop, byId),
  checked(panelSuggest, suggestParams),
  checked(
    panelCompleteMention,
    z.object({
      of: z.enum(["places", "headings"]),
      typed: line,
      limit: z.int().check(z.minimum(1), z.maximum(100)),
      within: lines,
    }),
  ),
  checked(panelOpenCitation, citation),
  checked(panelLocateCitation, citation),
  checked(panelExplain, explainParams),
  checked(panelFocus, z.object({ isFocused: z.boolean() })),
  checked(panelJudge, judgeParams),
  checked(panelVerdicts, verdictsParams),
  { method: panelCopyMarkdown.method, schema: z.object({ turn }) },
  checked(panelCopyCode, code),
  checked(panelInsertCode, code),
  checked(panelOpenLink, z.object({ target: line })),
  {
    method: panelSaveConversation.method,
    schema: z.object({
      ...{ version: z.int(), id: line, turns: listOf(turn, 10_000), draft: passage },
      mentions: z.optional(mentions),
    }),
  },
  checked(panelShowPlain, byId),
  checked(panelShowSent, byId),
  checked(panelWithoutPassage, withoutPassageParams),
  checked(
    panelAction,
    z.object({
      action: z.enum([
        "openFolder",
        "rebuildIndex",
        "resumeIndexing",
        "manageTrust",
        "showLog",
        "openSettings",
        "restartServer",
        "showConversations",
      ]),
    }),
  ),
  checked(panelMineShots, shotsSource),
  checked(panelPreviewShots, buildShotsParams),
  checked(panelOpenShotsPlace, place),
  checked(
    panelUseShots,
    z.object({
      use: z.enum(["open", "insertText", "insertSnippet", "copy", "try"]),
      text: wholeText,
      input: z.optional(passage),
    }),
  ),
];

/** Checks what a panel sends. */
export const checkPanelParams = createParamsCheck(methods);

/** The methods that a panel may call. */
export const panelMethods: ReadonlySet<string> = new Set(methods.map(({ method }) => method));
