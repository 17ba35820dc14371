import { spawn } from "node:child_process";

/** How a command ended. `output` is stdout and stderr in the order they came. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. Never rejects: a program that cannot be started gives code 127 and the reason as output. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    const output = (): string => Buffer.concat(chunks).toString("utf8");
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: `${output()}${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: output() }));
  });
}
