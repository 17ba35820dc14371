// `npm run build`: works in a fresh clone too. Options: --watch, --production.
import { join } from "node:path";
import { alone, ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
const options = process.argv.slice(2);
const build = () => runThrough(node, [join(root, "scripts", "build.ts"), ...options]);
// Watching has no end, so it cannot keep the other commands out.
process.exitCode = await (options.includes("--watch") ? build() : alone(build));
