// `npm run test:mutation`: installs Stryker, which nothing else needs, on first use, and runs it. Options: see mutation.ts.
import { join } from "node:path";
import { ensureApart, ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
await ensureApart(join(root, "scripts", "mutation"), "Stryker");
process.exitCode = await runThrough(node, [join(root, "scripts", "mutation.ts"), ...process.argv.slice(2)]);
