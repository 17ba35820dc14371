// `npm test`: works in a fresh clone too. Options: see test.ts.
import { join } from "node:path";
import { ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit();
process.exitCode = await runThrough(node, [join(root, "scripts", "test.ts"), ...process.argv.slice(2)]);
