// `npm start -- FOLDER`: works in a fresh clone too; opens the extension on a folder. Options: see start.ts.
import { join } from "node:path";
import { ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit();
// npm runs scripts in the repository; paths on the command line are meant from where the person stands.
const startedByNpm = process.env["npm_lifecycle_event"] === "start";
const from = (startedByNpm ? process.env["INIT_CWD"] : undefined) ?? process.cwd();
process.exitCode = await runThrough(node, [join(root, "scripts", "start.ts"), ...process.argv.slice(2)], { cwd: from });
