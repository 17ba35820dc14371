import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isBuilt, isInstalled, stampInstall } from "./setup/freshness.mjs";
import { withLock } from "./setup/lock.mjs";
import { explainNpmFailure, explainOldNode, oldestProductNode } from "./setup/messages.mjs";
import { productNode, runNpmCi, runNpmInstall, runThrough } from "./setup/processes.mjs";

/** @typedef {{ ok: true; node: string } | { ok: false; message: string }} Ready - `node`: the Node to run the product. */

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Installs and builds what is missing or out of date, saying so on stderr only. Nothing is written when all is ready.
 * @param {{ build?: boolean }} [options] - `build: false` only installs.
 * @returns {Promise<Ready>}
 */
export async function ensure({ build = true } = {}) {
  const tooOld = explainOldNode(process.versions.node);
  if (tooOld !== undefined) return { ok: false, message: tooOld };
  const done = () => isInstalled(root) && (!build || isBuilt(root));
  const node = productNode(root);
  if (node !== undefined && done()) return { ok: true, node };
  try {
    return await alone(() => installAndBuild(build));
  } catch (error) {
    return { ok: false, message: `The project could not be made ready: ${String(error)}` };
  }
}

/**
 * Runs `work` while no other command of this repository installs or builds.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function alone(work) {
  return withLock(join(root, "dist", ".lock"), work, () => {
    say("Another command is installing or building; waiting for it.");
  });
}

/**
 * Installs what one command alone needs, kept in a folder of its own with its own lock file; on failure tells the reason on
 * stderr and ends with exit code 1.
 * @param {string} folder
 * @param {string} what - For people, as "the libraries to compare with".
 * @returns {Promise<void>}
 */
export function ensureApart(folder, what) {
  return alone(async () => {
    if (isInstalled(folder)) return;
    say(`Installing ${what}; this is needed once.`);
    const finished = await runNpmInstall(folder);
    if (finished.exitCode !== 0) {
      say(explainNpmFailure(finished));
      process.exit(1);
    }
    stampInstall(folder);
  });
}

/**
 * The start of every command of the repository: `ensure`, and on failure the reason on stderr and exit code 1.
 * @param {{ build?: boolean }} [options]
 * @returns {Promise<string>} The Node to run the product.
 */
export async function ensureOrExit(options) {
  const ready = await ensure(options);
  if (ready.ok) return ready.node;
  say(ready.message);
  process.exit(1);
}

/**
 * @param {boolean} build
 * @returns {Promise<Ready>}
 */
async function installAndBuild(build) {
  if (!isInstalled(root)) {
    say("Installing the dependencies; this is needed once and takes about a minute.");
    const finished = await runNpmCi(root);
    if (finished.exitCode !== 0) return { ok: false, message: explainNpmFailure(finished) };
    stampInstall(root);
  }
  const node = productNode(root);
  if (node === undefined) return { ok: false, message: withoutNode() };
  if (build && !isBuilt(root)) {
    say("Building.");
    const exitCode = await runThrough(node, [join(root, "scripts", "build.ts")], { stdio: ["ignore", 2, 2] });
    if (exitCode !== 0) return { ok: false, message: "The build failed, for the reason above." };
  }
  return { ok: true, node };
}

function withoutNode() {
  return `node_modules holds no Node for this platform, and this one is ${process.versions.node}: install Node.js ${oldestProductNode} or newer, then run this again.`;
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`ask-docs: ${message}\n`);
}
