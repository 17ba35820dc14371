import type { FileSystemWatcher, LogOutputChannel } from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../../../protocol/serverMessages.ts";

export interface LanguageClientParts {
  /** Absolute path of the server's bundle. */
  readonly module: string;
  /** Where the server's process stands; not the workspace, whose folder it would hold fast on some systems. */
  readonly cwd: string;
  readonly log: LogOutputChannel;
  readonly initializationOptions: () => InitializationOptions;
  readonly settings: () => Readonly<Record<string, unknown>>;
  /** Sees every path change, because the deletion of a folder is told by its own path alone. */
  readonly fileEvents: FileSystemWatcher;
  /** The server's process has ended without being asked to. */
  readonly onLost: () => void;
}

/** Megabytes of V8's young generation, times three; its default of 16 costs memory and gains nothing here. */
const semiSpace = "--max-semi-space-size=8";

/** Folders whose changes concern no document. */
const noise = /\/(\.git|\.hg|\.svn|\.jj|node_modules|\.ask-docs)\//;

/**
 * Makes a client with a server process of its own, not started yet. A lost server is reported, never restarted from
 * here, and neither that nor a failed start shows a notification: the caller knows what to do about it.
 */
export function createLanguageClient(parts: LanguageClientParts): LanguageClient {
  const server: ServerOptions = {
    module: parts.module,
    transport: TransportKind.ipc,
    options: { cwd: parts.cwd, execArgv: [semiSpace] },
  };
  const options: LanguageClientOptions = {
    // All languages: the server reads documents as they stand in the editor, and shows hovers over code too; few-shot
    // prompts also before they are saved.
    documentSelector: [{ scheme: "file" }, { scheme: "untitled", language: "shots" }],
    outputChannel: parts.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: parts.initializationOptions,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        parts.onLost();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    markdown: { isTrusted: false, supportHtml: false },
    textSynchronization: { delayOpenNotifications: true },
    synchronize: { fileEvents: parts.fileEvents },
    middleware: {
      workspace: {
        configuration: (params) =>
          params.items.map(({ section }) => (section === "askDocs" || section === undefined ? parts.settings() : null)),
        // Changes are sent by the caller, all settings at once.
        didChangeConfiguration: () => Promise.resolve(),
        didChangeWatchedFile: (event, next) => (noise.test(event.uri) ? Promise.resolve() : next(event)),
      },
    },
  };
  return new LanguageClient("askDocs", "Ask Docs", server, options);
}
