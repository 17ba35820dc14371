import { spawn } from "node:child_process";

/** A program's end, and everything it printed to both of its outputs. */
export interface CommandEnd {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a program in `cwd` with plain-text output, shown as it comes when `show` is true, and waits for its end. `env` is
 * added to this process's environment.
 */
export function runCommand(
  program: string,
  programArguments: readonly string[],
  { cwd, show, env }: { readonly cwd: string; readonly show: boolean; readonly env?: NodeJS.ProcessEnv },
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, {
      cwd,
      env: { ...plainEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (text: string) => {
      output += text;
      if (show) process.stdout.write(text);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", reject);
    child.once("close", (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}

/** This process's environment with colours switched off: what a child prints is kept, and may go into log files. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", NODE_NO_WARNINGS: "1" };
}
