import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the bundles are made of: files, or folders taken whole (without tests). */
const sources = [
  "protocol",
  "server/src",
  "client/src",
  "client/webview",
  "scripts/build.ts",
  "scripts/building",
  "scripts/no-sharp",
  "package-lock.json",
];

const stampOf = (/** @type {string} */ root) => join(root, "dist", ".stamp");
const installedStampOf = (/** @type {string} */ root) => join(root, "node_modules", ".ask-docs-installed");

/**
 * A hash over the names and bytes of everything the bundles are made of.
 * @param {string} root - The repository.
 * @returns {string} SHA-256, hexadecimal.
 */
export function hashSources(root) {
  const hash = createHash("sha256");
  for (const path of sources.flatMap((source) => filesUnder(root, source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * Whether `dist/` was made of exactly today's sources.
 * @param {string} root
 * @returns {boolean}
 */
export function isBuilt(root) {
  return existsSync(join(root, "dist", "cli.js")) && readText(stampOf(root)) === hashSources(root);
}

/**
 * Remembers what `dist/` was made of.
 * @param {string} root
 * @param {string} hash - From `hashSources`, taken before the build read the sources.
 */
export function stampBuild(root, hash) {
  writeFileSync(stampOf(root), hash);
}

/**
 * Forgets what `dist/` was made of, so that the next `ensure` builds.
 * @param {string} root
 */
export function unstampBuild(root) {
  rmSync(stampOf(root), { force: true });
}

/**
 * Whether `node_modules/` holds what package-lock.json names. An install made by hand counts too: then npm's own record
 * of what it installed is compared, once, and remembered.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  if (readText(installedStampOf(root)) === installKey(root)) return true;
  if (!recordMatchesLock(root)) return false;
  stampInstall(root);
  return true;
}

/**
 * Remembers that `node_modules/` was installed from today's package-lock.json on this kind of machine.
 * @param {string} root
 */
export function stampInstall(root) {
  try {
    writeFileSync(installedStampOf(root), installKey(root));
  } catch {
    // A folder that cannot be written to is compared again next time.
  }
}

/** @param {string} root */
function installKey(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${process.platform}-${process.arch} ${lock}`;
}

/** @param {string} root */
function recordMatchesLock(root) {
  const record = readText(join(root, "node_modules", ".package-lock.json"));
  if (record === undefined) return false;
  const installed = parseLock(record);
  const wanted = parseLock(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/")) return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

/**
 * @param {string} json
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
function parseLock(json) {
  return /** @type {{ packages: Record<string, { version?: string; optional?: boolean }> }} */ (JSON.parse(json))
    .packages;
}

/**
 * @param {string} root
 * @param {string} path - Relative to the root, with `/`.
 * @returns {string[]} Sorted, so that the hash does not depend on the file system.
 */
function filesUnder(root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return path.endsWith(".test.ts") ? [] : [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
