// `npm run docs`: writes the documents that are made of the manifest. Works in a fresh clone too.
import { join } from "node:path";
import { alone, ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
process.exitCode = await alone(() => runThrough(node, [join(root, "scripts", "documentation", "write.ts")]));
