// `npm run bench -- --eval DIR --work DIR`: works in a fresh clone too; installs the libraries that are compared with,
// which nothing else needs, and compares. Options: see bench/compare.ts.
import { join } from "node:path";
import { ensureApart, ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
await ensureApart(join(root, "bench", "peers"), "the libraries to compare with");
// npm runs scripts in the repository; paths on the command line are meant from where the person stands.
const startedByNpm = process.env["npm_lifecycle_event"] === "bench";
const cwd = (startedByNpm ? process.env["INIT_CWD"] : undefined) ?? process.cwd();
const command = [join(root, "bench", "compare.ts"), ...process.argv.slice(2)];
process.exitCode = await runThrough(node, command, { cwd });
