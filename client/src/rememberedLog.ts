import type { LogOutputChannel } from "vscode";

/** A log that remembers its last warnings and errors. */
export interface RememberedLog {
  readonly log: LogOutputChannel;
  /** Oldest first, each in one line with its time. */
  recent(): readonly string[];
}

const most = 30;
/** UTF-16 code units of a message kept. */
const longest = 400;

/** Takes every warning and error of a log on its way there. @param now milliseconds since the epoch. */
export function rememberErrors(log: LogOutputChannel, now: () => number = Date.now): RememberedLog {
  const lines: string[] = [];

  function remember(level: "warning" | "error", message: unknown): void {
    const text = message instanceof Error ? message.message : String(message);
    const line = text.replaceAll(/\s+/g, " ").trim().slice(0, longest);
    lines.push(`${new Date(now()).toISOString()} ${level}: ${line}`);
    if (lines.length > most) lines.shift();
  }

  const warn = (message: string, ...more: readonly unknown[]): void => {
    remember("warning", message);
    log.warn(message, ...more);
  };
  const error = (message: string | Error, ...more: readonly unknown[]): void => {
    remember("error", message);
    log.error(message, ...more);
  };
  const own: Partial<LogOutputChannel> = { warn, error };
  // Not over the log itself, which is frozen and may not be shown as other than it is.
  const remembered = new Proxy({} as LogOutputChannel, {
    get: (_, name): unknown => (Reflect.get(own, name) as unknown) ?? valueOf(log, name),
    has: (_, name) => Reflect.has(log, name),
  });
  return { log: remembered, recent: () => [...lines] };
}

/** Methods stay those of the log itself. */
function valueOf(target: LogOutputChannel, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  if (typeof value !== "function") return value;
  const method: unknown = value.bind(target);
  return method;
}
