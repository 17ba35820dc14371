// `npm run test:mutation -- PART...`: mutation testing of folders below server/src/core, as `chunking` or
// `answering/citations`, by the tests that stand in them. Installs Stryker, which nothing else needs, on first use.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureApart, ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const parts = process.argv.slice(2);
if (parts.length === 0) {
  process.stderr.write("Which parts? Name folders below server/src/core, as in: npm run test:mutation -- chunking\n");
  process.exit(2);
}
const node = await ensureOrExit({ build: false });
const own = join(root, "scripts", "mutation");
await ensureApart(own, "Stryker");
const modules = join(own, "node_modules", "@stryker-mutator");
const output = join(root, ".test-output", "mutation");
mkdirSync(output, { recursive: true });
for (const part of parts) {
  const config = join(output, `${part.replaceAll("/", "-")}.config.json`);
  writeFileSync(config, JSON.stringify(configOf(part)));
  const exitCode = await runThrough(node, [join(modules, "core", "bin", "stryker.js"), "run", config], { cwd: root });
  if (exitCode !== 0) process.exitCode = exitCode;
}

/**
 * Stryker's settings for one part. Texts are left as they are: a test that holds each sentence to its letter would only say
 * it twice. What runs while a module loads (`ignoreStatic`) would need every test file anew for each mutant.
 * @param {string} part
 */
function configOf(part) {
  const folder = `server/src/core/${part}`;
  return {
    testRunner: "tap",
    plugins: [join(modules, "tap-runner", "dist", "src", "index.js")],
    tap: { testFiles: [`${folder}/**/*.test.ts`], nodeArgs: ["--test-reporter=tap", "--no-warnings"], forceBail: true },
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    mutate: [`${folder}/**/*.ts`, "!**/*.test.ts"],
    mutator: { excludedMutations: ["StringLiteral"] },
    ignorePatterns: ["models", "dist", ".vscode-host", ".test-output", ".ask-docs", "scripts/mutation"],
    reporters: ["clear-text", "json"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
    jsonReporter: { fileName: join(output, `${part.replaceAll("/", "-")}.json`) },
    tempDirName: ".test-output/stryker",
    allowConsoleColors: false,
    concurrency: 2,
    timeoutMS: 5_000,
  };
}
