// `npm run bench -- --eval DIR --work DIR`: works in a fresh clone too; installs the libraries that are compared with,
// which nothing else needs, and compares. Options: see bench/compare.ts.
import { join } from "node:path";
import { alone, ensureOrExit, root } from "./ensure.mjs";
import { isInstalled, stampInstall } from "./setup/freshness.mjs";
import { explainNpmFailure } from "./setup/messages.mjs";
import { runNpmInstall, runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
const peers = join(root, "bench", "peers");
await alone(installPeers);
// npm runs scripts in the repository; paths on the command line are meant from where the person stands.
const startedByNpm = process.env["npm_lifecycle_event"] === "bench";
const cwd = (startedByNpm ? process.env["INIT_CWD"] : undefined) ?? process.cwd();
const command = [join(root, "bench", "compare.ts"), ...process.argv.slice(2)];
process.exitCode = await runThrough(node, command, { cwd });

async function installPeers() {
  if (isInstalled(peers)) return;
  process.stderr.write("ask-docs: Installing the libraries to compare with; this is needed once.\n");
  const finished = await runNpmInstall(peers);
  if (finished.exitCode !== 0) {
    process.stderr.write(`ask-docs: ${explainNpmFailure(finished)}\n`);
    process.exit(1);
  }
  stampInstall(peers);
}
