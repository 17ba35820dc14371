import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeText } from "../../server/src/core/documents/decode.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist", "cli.js");

export const handbook = join(root, "test", "fixtures", "handbook");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built command line as a person's shell would. */
export function startAskDocs(args: readonly string[]): {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
} {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const { promise, resolve } = Promise.withResolvers<Finished>();
  child.on("close", (code) => {
    resolve({ code, stdout, stderr });
  });
  return { child, finished: promise };
}

export const askDocs = (...args: string[]): Promise<Finished> => startAskDocs(args).finished;

/** Runs a command with `--json` and reads what it prints. */
export async function askDocsJson(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly value: Record<string, unknown>; readonly stderr: string }> {
  const { code, stdout, stderr } = await askDocs(...args, "--json");
  return { code, value: JSON.parse(stdout) as Record<string, unknown>, stderr };
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(test: { after(fn: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-"));
  test.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A file's text as the contract counts its offsets. */
export function textOf(folder: string, path: string): string {
  const decoded = decodeText(readFileSync(join(folder, path)));
  if (!decoded.ok) throw new Error(decoded.failure.message);
  return decoded.value.text;
}
