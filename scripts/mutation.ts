/**
 * Mutation testing of the core. `npm run test:mutation -- PART...`: folders below server/src/core, as `chunking` or
 * `answering/citations`, by the tests that stand in them. `-- --sample LINES [--seed TEXT]`: so many lines of the whole
 * core, drawn at random, by all of its tests.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runThrough } from "./setup/processes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const core = "server/src/core";
const modules = join(root, "scripts", "mutation", "node_modules", "@stryker-mutator");
const output = join(root, ".test-output", "mutation");

const { values: flags, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: "string" }, seed: { type: "string", default: "1" } },
});
if (parts.length === 0 && flags.sample === undefined) {
  process.stderr.write("Which parts? Name folders below server/src/core, as in: npm run test:mutation -- chunking\n");
  process.exit(2);
}
mkdirSync(output, { recursive: true });
for (const part of parts) await mutate(part, `${core}/${part}`, [`${core}/${part}/**/*.ts`, "!**/*.test.ts"]);
if (flags.sample !== undefined) await mutate("sample", core, drawLines(Number(flags.sample), flags.seed));

/** @param folder Holds the tests. */
async function mutate(name: string, folder: string, mutated: readonly string[]): Promise<void> {
  const file = join(output, name.replaceAll("/", "-"));
  writeFileSync(`${file}.config.json`, JSON.stringify(configOf(`${file}.json`, folder, mutated)));
  const stryker = join(modules, "core", "bin", "stryker.js");
  const exitCode = await runThrough(process.execPath, [stryker, "run", `${file}.config.json`], { cwd: root });
  if (exitCode !== 0) process.exitCode = exitCode;
}

/** Lines of the core with code on them, each as likely as any other, as `FILE:LINE-LINE`; the same for the same seed. */
function drawLines(count: number, seed: string): readonly string[] {
  const withoutCode = /^\s*(?:$|\/?\*|\/\/|import |[\])},;]+$)/u;
  const lines = globSync(`${core}/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) =>
      Array.from(readFileSync(join(root, file), "utf8").split("\n").entries())
        .filter(([, text]) => !withoutCode.test(text))
        .map(([at]) => `${file}:${at + 1}-${at + 1}`),
    );
  const drawn = (line: string): string => createHash("sha256").update(`${seed} ${line}`).digest("hex");
  return lines
    .map((line) => [drawn(line), line] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, line]) => line);
}

/**
 * Stryker's settings. Texts are left as they are: a test that holds each sentence to its letter would only say it twice.
 * What runs while a module loads (`ignoreStatic`) would need every test file anew for each mutant.
 */
function configOf(report: string, folder: string, mutated: readonly string[]) {
  return {
    testRunner: "tap",
    plugins: [join(modules, "tap-runner", "dist", "src", "index.js")],
    tap: { testFiles: [`${folder}/**/*.test.ts`], nodeArgs: ["--test-reporter=tap", "--no-warnings"], forceBail: true },
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    mutate: mutated,
    mutator: { excludedMutations: ["StringLiteral"] },
    ignorePatterns: ["models", "dist", ".vscode-host", ".test-output", ".ask-docs", "scripts/mutation"],
    reporters: ["clear-text", "json"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
    jsonReporter: { fileName: report },
    tempDirName: ".test-output/stryker",
    allowConsoleColors: false,
    concurrency: 2,
    timeoutMS: 5_000,
    dryRunTimeoutMinutes: 15,
  };
}
