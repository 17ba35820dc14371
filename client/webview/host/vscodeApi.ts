/** What the editor gives a webview: the way to its extension. */
interface VsCodeApi {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Sends a message to the extension. */
export type PostMessage = (message: unknown) => void;

/** Takes the editor's interface, which it gives out once for each page; called by the composition root alone. */
export function acquirePostMessage(): PostMessage {
  const api = acquireVsCodeApi();
  return (message) => api.postMessage(message);
}
