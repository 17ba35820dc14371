import { fork, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import { childMessage, type ChildMessage, type ParentMessage } from "./messages.ts";

const keptErrorCharacters = 2000;

/** One run of the embedder's process. */
export interface ChildHandle {
  send(message: ParentMessage): void;
  /** Keeps this process alive for its child (the state after the fork), or lets it end by itself. */
  hold(): void;
  release(): void;
  /** Ends the process without notice, as it has nothing to save; resolves when it is gone. */
  end(): Promise<void>;
}

export interface ChildSettings {
  /** The script to run: built JavaScript, or TypeScript where Node strips types. */
  readonly entry: string;
  /** The program to run it with. */
  readonly execPath: string;
  /** Its arguments, before the script. */
  readonly execArgv: readonly string[];
  readonly onMessage: (message: ChildMessage) => void;
  /** Called once, when the process is gone or could not be started; `how` is a phrase such as "signal SIGKILL". */
  readonly onExit: (how: string) => void;
  readonly log: (message: string) => void;
}

/** Forks the embedder's process; its standard output is closed, as that of a language server carries the protocol. */
export const forkChild = ({ entry, execPath, execArgv, onMessage, onExit, log }: ChildSettings): ChildHandle => {
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    execPath,
    // Not this process's own: a debugger's port cannot be used twice.
    execArgv: [...execArgv],
  });
  const errors = collectErrors(child);
  const gone = new Promise<void>((resolve) => {
    let ended = false;
    const finish = (how: string): void => {
      if (ended) return;
      ended = true;
      log(`Embedder process ${child.pid ?? "(none)"} ended: ${how}. ${errors()}`.trim());
      resolve();
      onExit(how);
    };
    // "close" rather than "exit": by then everything written to standard error has been read.
    child.once("close", (code, signal) => finish(signal ? `signal ${signal}` : `exit code ${code}`));
    child.on("error", (error) => {
      if (child.pid === undefined) finish(error.message);
      else log(`Embedder process ${child.pid}: ${error.message}`);
    });
  });
  child.on("message", (data) => onMessage(childMessage.parse(data)));
  log(`Embedder process ${child.pid ?? "(none)"} started.`);
  const stderr = child.stderr instanceof Socket ? child.stderr : undefined;
  const hold = (): void => [child, child.channel, stderr].forEach((handle) => handle?.ref());
  return {
    // Sending to a process that has just died is no error: its end is reported by "exit".
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    hold,
    release: () => [child, child.channel, stderr].forEach((handle) => handle?.unref()),
    end: () => {
      hold();
      child.kill("SIGKILL");
      return gone;
    },
  };
};

/** Keeps the end of what the process writes to standard error. */
const collectErrors = (child: ChildProcess): (() => string) => {
  let tail = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-keptErrorCharacters);
  });
  return () => tail.trim();
};
