import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../testing/commands.ts";
import { listVsix, strayFiles, type PackagedFile } from "./contents.ts";
import { stageExtension } from "./stage.ts";
import { explainNoTarget, targetOf } from "./target.ts";

/** The extension, packaged for one platform. */
export interface Vsix {
  /** Absolute. */
  readonly path: string;
  readonly files: readonly PackagedFile[];
  /** Of the package itself. */
  readonly bytes: number;
}

/** Larger packages are not made. */
const mostBytes = 150e6;

/** A fixed time for the files inside, in seconds, so that the same files make the same package. */
const filesTime = "1735689600";

/**
 * Packages the extension for the machine that this runs on.
 *
 * `folder`: where the package goes; it is named after the extension, the platform and the version. Throws an error of a
 * few plain sentences when a licence, the content or the size does not allow it; then no package is left.
 */
export async function packageExtension(root: string, folder: string): Promise<Vsix> {
  const target = targetOf(process.platform, process.arch);
  if (target === undefined) throw new Error(explainNoTarget(process.platform, process.arch));
  const stage = await mkdtemp(join(tmpdir(), "ask-docs-package-"));
  try {
    const { name, version } = await stageExtension(root, stage, target);
    const path = join(folder, `${name}-${target.name}-${version}.vsix`);
    await runVsce(stage, path, target.name);
    const files = await listVsix(path);
    const bytes = files.reduce((sum, { packedSize }) => sum + packedSize, 0);
    const problem = findProblem(strayFiles(files, target), bytes);
    if (problem === undefined) return { path, files, bytes };
    await rm(path);
    throw new Error(problem);
  } finally {
    await rm(stage, { recursive: true });
  }
}

async function runVsce(stage: string, path: string, target: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const program = fileURLToPath(import.meta.resolve("@vscode/vsce/vsce"));
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const { exitCode, output } = await runCommand(
    process.execPath,
    [program, "package", "--target", target, "--out", path, ...options],
    { cwd: stage, show: false, env: { SOURCE_DATE_EPOCH: filesTime } },
  );
  if (exitCode !== 0) throw new Error(`The package could not be made; vsce printed:\n${output.trim()}`);
}

function findProblem(stray: readonly string[], bytes: number): string | undefined {
  if (stray.length > 0) {
    return `These files do not belong into the package; see scripts/packaging/contents.ts:\n${stray.join("\n")}`;
  }
  if (bytes <= mostBytes) return undefined;
  return `The package has ${megabytes(bytes)}, and at most ${megabytes(mostBytes)} are allowed.`;
}

/** A size for people, such as "93.4 MB". */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
