/**
 * @typedef {object} NpmFailure
 * @property {number | null} exitCode - npm's exit code; null when it never started or was ended by a signal.
 * @property {string} [spawnCode] - Why npm could not be started, such as `ENOENT`.
 * @property {string} output - Everything npm printed.
 */

/** The oldest Node that can run these scripts. */
const oldestNode = "20.0.0";

/** The oldest Node that runs TypeScript by stripping types and has node:sqlite, both without a flag. */
export const oldestProductNode = "22.18.0";

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Known causes, most certain first: a full disk often drags other codes along. */
const causes = /** @type {const} */ ([
  {
    pattern: /\bENOSPC\b/,
    explain: () =>
      "The disk is full, so the dependencies could not be installed: free about 1 GB, then run this again.",
  },
  {
    pattern: unreachable,
    explain: (/** @type {string} */ code) =>
      `The package registry could not be reached (${code}), so the dependencies could not be installed: check the network or npm's proxy setting, then run this again.`,
  },
  {
    pattern:
      /\b(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_HAS_EXPIRED)\b/,
    explain: (/** @type {string} */ code) =>
      `The package registry's certificate was not accepted (${code}): name your network's own certificate in NODE_EXTRA_CA_CERTS, then run this again.`,
  },
  {
    pattern: /\b(E401|E403|E404|ETARGET)\b/,
    explain: (/** @type {string} */ code) =>
      `The package registry refused a package (${code}): check which registry npm uses ("npm config get registry") and that you may read from it.`,
  },
  {
    pattern: /\bin sync\b/,
    explain: () => 'package.json and package-lock.json do not agree: run "npm install" once, then run this again.',
  },
  {
    pattern: /\bEINTEGRITY\b/,
    explain: () =>
      'A downloaded package is not the one package-lock.json names (EINTEGRITY): run "npm cache verify", then run this again.',
  },
  {
    pattern: /\b(EACCES|EROFS|EPERM|EBUSY)\b/,
    explain: (/** @type {string} */ code) =>
      `npm could not write to node_modules (${code}): check that you own this folder and that no program is using it, then run "npm ci".`,
  },
]);

/**
 * Says in one sentence why `npm ci` failed and what to do; for an unknown cause npm's own last 15 lines follow.
 * @param {NpmFailure} failure
 * @returns {string}
 */
export function explainNpmFailure({ exitCode, spawnCode, output }) {
  if (spawnCode === "ENOENT") {
    return "npm was not found: install Node.js together with npm, then run this again.";
  }
  const text = `${spawnCode ?? ""}\n${output}`;
  for (const { pattern, explain } of causes) {
    const match = pattern.exec(text);
    if (match) return explain(match[0]);
  }
  const how = exitCode === null ? "was stopped" : `failed with exit code ${exitCode}`;
  const lastLines = output.trimEnd().split(/\r?\n/).slice(-15).join("\n");
  return `Installing the dependencies ("npm ci") ${how}.${lastLines === "" ? "" : ` npm's last words:\n${lastLines}`}`;
}

/**
 * Whether npm failed because the registry does not answer.
 * @param {NpmFailure} finished
 * @returns {boolean}
 */
export function isUnreachable({ exitCode, output }) {
  return exitCode !== 0 && unreachable.test(output);
}

/**
 * Whether a version such as `22.18.0` is at least another; suffixes such as `-nightly` are passed over.
 * @param {string} version
 * @param {string} oldest
 * @returns {boolean}
 */
export function isAtLeast(version, oldest) {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [index, wanted] of oldest.split(".").map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/**
 * The sentence for a Node that is too old to run these scripts; undefined for a Node that is not.
 * @param {string} version - As in `process.versions.node`.
 * @returns {string | undefined}
 */
export function explainOldNode(version) {
  if (isAtLeast(version, oldestNode)) return undefined;
  return `Node.js 20 or newer is needed, and this is ${version}: install a newer one, then run this again.`;
}
