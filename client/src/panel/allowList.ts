import { Message } from "vscode-jsonrpc/node";
import { panelReady } from "../../../protocol/panelMessages.ts";
import { checkPanelParams, panelMethods } from "../../../protocol/validation/panelParams.ts";

/** What a message from a panel is to the host. */
export type PanelMessage =
  | { readonly kind: "start"; readonly message: Message }
  | { readonly kind: "allowed"; readonly message: Message }
  /** `what` names it for the log. */
  | { readonly kind: "refused"; readonly what: string };

/** Lets through the methods of the panel's protocol (`panelParams.ts` lists them) with parameters that are theirs. */
export function sortPanelMessage(given: unknown): PanelMessage {
  if (typeof given !== "object" || given === null || !("jsonrpc" in given)) {
    return { kind: "refused", what: "a message that is no JSON-RPC" };
  }
  const message = given as Message;
  // The host asks a panel nothing, so that there is nothing to answer either.
  if (!Message.isRequest(message) && !Message.isNotification(message)) {
    return { kind: "refused", what: "a message without a method" };
  }
  if (!panelMethods.has(message.method)) return { kind: "refused", what: `the method ${message.method.slice(0, 100)}` };
  const { params } = message as { readonly params?: unknown };
  const checked = checkPanelParams(message.method, params);
  if (!checked.ok)
    return { kind: "refused", what: `${message.method} with wrong parameters (${checked.where || "all"})` };
  const passed: Message & { readonly params?: unknown } =
    checked.params === undefined ? message : { ...message, params: checked.params };
  return { kind: message.method === panelReady.method ? "start" : "allowed", message: passed };
}
