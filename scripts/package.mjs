// `npm run package`: works in a fresh clone too; builds the VSIX for this platform into the repository's folder.
import { join } from "node:path";
import { ensureOrExit, root } from "./ensure.mjs";
import { runThrough } from "./setup/processes.mjs";

const node = await ensureOrExit({ build: false });
process.exitCode = await runThrough(node, [join(root, "scripts", "package.ts")]);
