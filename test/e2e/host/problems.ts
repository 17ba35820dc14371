import type { BrowserContext, ConsoleMessage, Request } from "playwright-core";

/** Something that happened in a window and should not have. */
export interface Problem {
  readonly kind: "console error" | "content security policy" | "exception" | "request to outside";
  readonly text: string;
}

/** What one window printed and what went wrong in it. Both lists grow while the window lives. */
export interface WindowRecord {
  readonly log: readonly string[];
  readonly problems: readonly Problem[];
  /**
   * Tells that the window is being closed or reloaded, or is open again. In between, console errors are no problems:
   * every read that the editor breaks off then prints one.
   */
  setLeaving(leaving: boolean): void;
}

/** Errors that code-server prints in every window. */
const knownErrors: readonly RegExp[] = [
  // Microsoft's signing module, which open builds do not carry.
  /404 \(Not Found\) \(\S+\/node_modules\/vsda\/rust\/web\/vsda(_bg\.wasm|\.js)\)$/,
  // The editor asks its built-in GitHub sign-in about chat; on a busy machine that is not up in time.
  /Timed out waiting for authentication provider 'github' to register/,
];

/** Starts to listen to every frame and worker of a browser context; call it before its first page opens. */
export function recordWindow(context: BrowserContext, origin: string): WindowRecord {
  const log: string[] = [];
  const problems: Problem[] = [];
  let leaving = false;
  const add = (kind: Problem["kind"], text: string): void => {
    log.push(`[${kind}] ${text}`);
    problems.push({ kind, text });
  };
  context.on("console", (message: ConsoleMessage) => {
    const text = message.text();
    const line = `${text} (${message.location().url})`;
    if (/content security policy/i.test(text)) add("content security policy", text);
    else if (message.type() === "error" && !leaving && !isKnown(line)) add("console error", line);
    else log.push(`[console ${message.type()}] ${line}`);
  });
  context.on("weberror", (webError) => add("exception", String(webError.error().stack ?? webError.error())));
  const requested = (request: Request): void => {
    void leavesMachine(request, origin).then((leaves) => {
      if (leaves) add("request to outside", `${request.method()} ${request.url()}`);
    });
  };
  context.on("requestfinished", requested);
  context.on("requestfailed", requested);
  return {
    log,
    problems,
    setLeaving(now) {
      leaving = now;
    },
  };
}

const isKnown = (line: string): boolean => knownErrors.some((known) => known.test(line));

/**
 * Whether a request went to another machine. A webview's own files have https addresses too
 * (`*.vscode-resource.vscode-cdn.net`), but its service worker answers them from the folder they stand in.
 */
async function leavesMachine(request: Request, origin: string): Promise<boolean> {
  const url = new URL(request.url());
  if (url.origin === origin || !/^(https?|wss?):$/.test(url.protocol)) return false;
  const response = await request.response().catch(() => null);
  return !(url.hostname.endsWith(".vscode-resource.vscode-cdn.net") && response?.fromServiceWorker() === true);
}
