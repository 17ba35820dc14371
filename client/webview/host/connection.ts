import {
  CancellationTokenSource,
  createMessageConnection,
  ResponseError,
  type CancellationToken,
} from "vscode-jsonrpc/browser";
import { panelWithoutPassage } from "../../../protocol/ablationMessages.ts";
import { panelCopyCode, panelInsertCode, panelOpenLink } from "../../../protocol/contentMessages.ts";
import {
  panelAction,
  panelAnswerRefined,
  panelAsk,
  panelChooseWriter,
  panelClear,
  panelCompleteMention,
  panelConversationChanged,
  panelCopyMarkdown,
  panelExplain,
  panelFocus,
  panelJudge,
  panelJudgementsChanged,
  panelLocateCitation,
  panelOpenCitation,
  panelPutQuestion,
  panelReady,
  panelSaveConversation,
  panelShowPlain,
  panelShowSent,
  panelStatusChanged,
  panelStop,
  panelSuggest,
  panelVerdicts,
} from "../../../protocol/panelMessages.ts";
import {
  panelBuildShots,
  panelMineShots,
  panelOpenShotsPlace,
  panelPreviewShots,
  panelShotsSources,
  panelUseShots,
} from "../../../protocol/shotsBuilding.ts";
import type { HostPort } from "./hostPort.ts";
import { createMessageStream } from "./messageStream.ts";
import type { PostMessage } from "./vscodeApi.ts";

/** The language server protocol's code for a request that was taken back. */
const requestCancelled = -32800;

/** Reaches the extension by JSON-RPC over `postMessage`. */
export function createHost(post: PostMessage): HostPort {
  const { reader, writer } = createMessageStream(post);
  const connection = createMessageConnection(reader, writer);
  return {
    listen(events) {
      connection.onNotification(panelAnswerRefined, (refined) => events.answerRefined(refined));
      connection.onNotification(panelStatusChanged, (status) => events.statusChanged(status));
      connection.onNotification(panelPutQuestion, (put) => events.questionPut(put));
      connection.onNotification(panelConversationChanged, (shown) => events.conversationChanged(shown));
      connection.onNotification(panelJudgementsChanged, () => events.judgementsChanged());
      connection.onNotification(panelClear, () => events.cleared());
      connection.onNotification(panelBuildShots, ({ sources }) => events.shotsBegun(sources));
      connection.listen();
    },
    ready: () => connection.sendRequest(panelReady),
    async ask(params) {
      try {
        return await connection.sendRequest(panelAsk, params);
      } catch (error) {
        if (error instanceof ResponseError && error.code === requestCancelled) return undefined;
        throw error;
      }
    },
    chooseWriter: () => connection.sendRequest(panelChooseWriter),
    stop: (id) => void connection.sendNotification(panelStop, { id }),
    suggest: (params, signal) => connection.sendRequest(panelSuggest, params, tokenOf(signal)),
    completeMention: (params, signal) => connection.sendRequest(panelCompleteMention, params, tokenOf(signal)),
    withoutPassage: (params, signal) => connection.sendRequest(panelWithoutPassage, params, tokenOf(signal)),
    openCitation: (citation) => connection.sendRequest(panelOpenCitation, citation),
    locateCitation: (citation) => connection.sendRequest(panelLocateCitation, citation),
    explain: async (params) => (await connection.sendRequest(panelExplain, params)) ?? undefined,
    judge: (params) => connection.sendRequest(panelJudge, params),
    verdicts: (params) => connection.sendRequest(panelVerdicts, params),
    showSent: (id) => void connection.sendNotification(panelShowSent, { id }),
    tellFocus: (isFocused) => void connection.sendNotification(panelFocus, { isFocused }),
    showPlain: (id) => void connection.sendNotification(panelShowPlain, { id }),
    copyMarkdown: (turn) => void connection.sendNotification(panelCopyMarkdown, { turn }),
    saveConversation: (conversation) => void connection.sendNotification(panelSaveConversation, conversation),
    act: (action) => void connection.sendNotification(panelAction, { action }),
    content: {
      copyCode: (code) => connection.sendRequest(panelCopyCode, { code }),
      insertCode: (code) => connection.sendRequest(panelInsertCode, { code }),
      openLink: (target) => connection.sendRequest(panelOpenLink, { target }),
    },
    shots: {
      sources: () => connection.sendRequest(panelShotsSources),
      mine: (source, signal) => connection.sendRequest(panelMineShots, source, tokenOf(signal)),
      preview: (params, signal) => connection.sendRequest(panelPreviewShots, params, tokenOf(signal)),
      openPlace: (place) => connection.sendRequest(panelOpenShotsPlace, place),
      use: (params) => connection.sendRequest(panelUseShots, params),
    },
  };
}

function tokenOf(signal: AbortSignal): CancellationToken {
  const source = new CancellationTokenSource();
  signal.addEventListener("abort", () => source.cancel(), { once: true });
  return source.token;
}
