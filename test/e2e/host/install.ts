import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { runProgram } from "./command.ts";
import { projectNode, repositoryRoot } from "./paths.ts";

/** code-server 4.139.1 carries VS Code 1.139.1. */
const codeServerVersion = "4.139.1";
const markerName = "installed.json";
/** Native parts that stay unbuilt, and the script in this folder that takes each one's place. */
const standIns = [
  { module: "@vscode/spdlog", script: "fileLogger.cjs" },
  { module: "@vscode/native-watchdog", script: "noWatchdog.cjs" },
];
/** A half-finished install older than this, in milliseconds, was left by a run that died. */
const abandonedAfter = 60 * 60 * 1000;

/** A code-server ready to start: `node ENTRY ...`. */
export interface CodeServerInstall {
  readonly node: string;
  readonly entry: string;
  /** The folder of its VS Code, which holds `out` and `extensions`. */
  readonly vscode: string;
}

/** Where downloaded test hosts are kept: ASK_DOCS_VSCODE_HOST, else `.vscode-host` in the repository. */
const hostFolder = (): string =>
  path.resolve(process.env["ASK_DOCS_VSCODE_HOST"] ?? path.join(repositoryRoot, ".vscode-host"));

/**
 * Installs code-server from npm once, about 600 MB, compiling nothing; later calls only look.
 * Runs at the same moment do not harm each other: each installs beside and renames, and the first rename wins.
 * Throws an error of one sentence when there is no network, no room, or no npm.
 */
export async function installCodeServer(report: (line: string) => void): Promise<CodeServerInstall> {
  if (process.platform === "win32") {
    throw new Error("The end-to-end tests need Linux or macOS, because code-server does not run on Windows.");
  }
  const target = path.join(hostFolder(), `code-server-${codeServerVersion}`);
  if (!existsSync(path.join(target, markerName))) {
    report(`Installing code-server ${codeServerVersion} into ${hostFolder()} (once, up to a minute).`);
    await installInto(target);
  }
  const root = path.join(target, "node_modules/code-server");
  return { node: projectNode(), entry: path.join(root, "out/node/entry.js"), vscode: path.join(root, "lib/vscode") };
}

async function installInto(target: string): Promise<void> {
  await removeAbandoned(path.dirname(target));
  const partial = `${target}.partial-${process.pid}-${Date.now()}`;
  try {
    await mkdir(partial, { recursive: true });
    const manifest = { name: "vscode-host", private: true, dependencies: { "code-server": codeServerVersion } };
    await writeFile(path.join(partial, "package.json"), JSON.stringify(manifest));
    await npmInstall(partial, []);
    // VS Code's own dependencies, which code-server's install script would fetch (and compile).
    const vscode = path.join(partial, "node_modules/code-server/lib/vscode");
    await npmInstall(vscode, ["--omit=dev"]);
    for (const { module, script } of standIns) {
      await copyFile(path.join(import.meta.dirname, script), path.join(vscode, "node_modules", module, "index.js"));
    }
    await writeFile(path.join(partial, markerName), JSON.stringify({ version: codeServerVersion }));
    await rename(partial, target);
  } catch (error) {
    if (existsSync(path.join(target, markerName))) return;
    throw diskSentence(error);
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function npmInstall(folder: string, extra: readonly string[]): Promise<void> {
  const flags = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--fetch-retries=1",
    "--loglevel=error",
    ...extra,
  ];
  const { code, output } = await runProgram("npm", ["install", ...flags], { cwd: folder });
  if (code !== 0) throw new Error(npmSentence(code, output));
}

function npmSentence(code: number, output: string): string {
  if (code === 127) return "code-server could not be installed, because npm was not found; install Node.js with npm.";
  if (output.includes("ENOSPC")) {
    return `code-server could not be installed into ${hostFolder()}, because the disk is full; it needs about 1 GB.`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return "code-server could not be installed, because the npm registry cannot be reached; check the network and run again.";
  }
  const reason = output.trim().split("\n").slice(-6).join("\n");
  return `code-server could not be installed, because npm failed with exit code ${code}:\n${reason}`;
}

function diskSentence(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC") return new Error(npmSentence(1, "ENOSPC"));
  if (["EACCES", "EROFS", "ENOTDIR", "ENOENT"].includes(String(code))) {
    return new Error(`${hostFolder()} cannot be written to; set ASK_DOCS_VSCODE_HOST to a folder that can.`);
  }
  return error;
}

async function removeAbandoned(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names.filter((each) => each.includes(".partial-"))) {
    const place = path.join(folder, name);
    const age = Date.now() - (await stat(place)).mtimeMs;
    if (age > abandonedAfter) await rm(place, { recursive: true, force: true });
  }
}
