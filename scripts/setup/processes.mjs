import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, sep } from "node:path";
import { isAtLeast, isUnreachable, oldestProductNode } from "./messages.mjs";

/** @type {readonly NodeJS.Signals[]} */
const forwardedSignals = ["SIGHUP", "SIGINT", "SIGTERM"];

/**
 * @typedef {object} Finished
 * @property {number | null} exitCode
 * @property {string} [spawnCode]
 * @property {string} output
 */

/**
 * Runs `npm ci` and keeps what it prints. Without a network npm would try every package for minutes, so a registry that
 * does not answer is found out first, and then only npm's own cache is used.
 * @param {string} root
 * @returns {Promise<Finished>}
 */
export async function runNpmCi(root) {
  const install = ["ci", "--include=dev", "--no-audit", "--no-fund", "--no-update-notifier"];
  const ping = await runNpm(root, ["ping", "--fetch-retries=0", "--fetch-timeout=10000"]);
  if (!isUnreachable(ping)) return runNpm(root, install);
  const fromCache = await runNpm(root, [...install, "--offline"]);
  return fromCache.exitCode === 0 ? fromCache : ping;
}

/**
 * Installs what a folder's lock file names, leaving out what cannot be had for other platforms, where `npm ci` refuses the
 * whole: registries do not always hold every platform's builds.
 * @param {string} root
 * @returns {Promise<Finished>}
 */
export const runNpmInstall = (root) =>
  runNpm(root, ["install", "--no-save", "--no-audit", "--no-fund", "--no-update-notifier"]);

/**
 * Runs npm: the one that started this script where there is one, by a Node outside node_modules, which npm may delete.
 * @param {string} root
 * @param {readonly string[]} command
 */
function runNpm(root, command) {
  // The log level undoes an outer `npm run --silent`, which reaches this npm through the environment.
  const options = [...command, "--loglevel=error"];
  const { npm_execpath: npmCli = "", npm_node_execpath: npmNode = "" } = process.env;
  const outside = !npmNode.startsWith(join(root, "node_modules") + sep);
  const env = environmentWithout(root);
  return /npm-cli\.c?js$/.test(npmCli) && npmNode !== "" && outside
    ? runAndKeep(npmNode, [npmCli, ...options], { cwd: root, env })
    : runAndKeep("npm", options, { cwd: root, env, shell: process.platform === "win32" });
}

/**
 * The Node that runs the product: the one installed in node_modules, else this one where it is new enough.
 * @param {string} root
 * @returns {string | undefined} Its path.
 */
export function productNode(root) {
  try {
    const folder = join(root, "node_modules", "node");
    const manifest = /** @type {{ bin: { node: string } }} */ (
      JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    );
    const path = join(folder, manifest.bin.node);
    if (existsSync(path)) return path;
  } catch {
    // Not installed, as on platforms that the package does not serve.
  }
  return isAtLeast(process.versions.node, oldestProductNode) ? process.execPath : undefined;
}

/**
 * Runs a program with this one's input and output, passes signals on, and gives the exit code of a shell: 128 and the
 * signal's number when a signal ended it.
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runThrough(program, programArguments, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: "inherit", ...options });
    const stopForwarding = forwardSignals(child);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      stopForwarding();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Passes this process's signals on to a child, and waits for the child to end instead of ending before it.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void} Stops it.
 */
function forwardSignals(child) {
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // Ctrl+C reaches the child by itself; twice would read as "stop at once".
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of forwardedSignals) process.on(signal, forward);
  return () => {
    for (const signal of forwardedSignals) process.off(signal, forward);
  };
}

/**
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<Finished>}
 */
function runAndKeep(program, programArguments, options) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(program, programArguments, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
    }
    const stopForwarding = forwardSignals(child);
    child.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      stopForwarding();
      resolve({ exitCode: null, spawnCode: error.code ?? "", output });
    });
    child.once("close", (exitCode) => {
      stopForwarding();
      resolve({ exitCode, output });
    });
  });
}

/**
 * The environment without this repository's own programs in its path; Windows writes the name `Path`.
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
function environmentWithout(root) {
  const own = join(root, "node_modules");
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = (process.env[name] ?? "").split(delimiter);
  return { ...process.env, [name]: folders.filter((folder) => !folder.startsWith(own)).join(delimiter) };
}
