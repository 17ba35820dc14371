import { Message } from "vscode-jsonrpc/node";
import { panelWithoutPassage } from "../../../protocol/ablationMessages.ts";
import { panelCopyCode, panelInsertCode, panelOpenLink } from "../../../protocol/contentMessages.ts";
import {
  panelAction,
  panelAsk,
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
} from "../../../protocol/panelMessages.ts";
import {
  panelMineShots,
  panelOpenShotsPlace,
  panelPreviewShots,
  panelShotsSources,
  panelUseShots,
} from "../../../protocol/shotsBuilding.ts";

const allowed: ReadonlySet<string> = new Set([
  panelReady.method,
  panelAsk.method,
  panelStop.method,
  panelSuggest.method,
  panelCompleteMention.method,
  panelOpenCitation.method,
  panelLocateCitation.method,
  panelExplain.method,
  panelFocus.method,
  panelJudge.method,
  panelVerdicts.method,
  panelCopyMarkdown.method,
  panelCopyCode.method,
  panelInsertCode.method,
  panelOpenLink.method,
  panelSaveConversation.method,
  panelShowPlain.method,
  panelShowSent.method,
  panelWithoutPassage.method,
  panelAction.method,
  panelShotsSources.method,
  panelMineShots.method,
  panelPreviewShots.method,
  panelOpenShotsPlace.method,
  panelUseShots.method,
  // JSON-RPC's own way to stop a request.
  "$/cancelRequest",
]);

/** What a message from a panel is to the host. */
export type PanelMessage =
  | { readonly kind: "start"; readonly message: Message }
  | { readonly kind: "allowed"; readonly message: Message }
  /** `what` names it for the log. */
  | { readonly kind: "refused"; readonly what: string };

/** Lets through the methods of the panel's protocol, and nothing else. */
export function sortPanelMessage(given: unknown): PanelMessage {
  if (typeof given !== "object" || given === null || !("jsonrpc" in given)) {
    return { kind: "refused", what: "a message that is no JSON-RPC" };
  }
  const message = given as Message;
  // The host asks a panel nothing, so that there is nothing to answer either.
  if (!Message.isRequest(message) && !Message.isNotification(message)) {
    return { kind: "refused", what: "a message without a method" };
  }
  if (!allowed.has(message.method)) return { kind: "refused", what: `the method ${message.method.slice(0, 100)}` };
  return { kind: message.method === panelReady.method ? "start" : "allowed", message };
}
