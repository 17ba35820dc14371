import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, context, type Metafile } from "esbuild";
import { planBundles } from "./building/bundles.ts";
import { hashSources, stampBuild, unstampBuild } from "./setup/freshness.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

const { values: flags } = parseArgs({
  options: { watch: { type: "boolean", default: false }, production: { type: "boolean", default: false } },
});

const plannedBuilds = planBundles({ root, outdir: dist, minify: flags.production, sourcemap: true });

/** Names starting with a dot are not bundles: the lock of a command that waits for this build lies there. */
function emptyDist(): void {
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist)) {
    if (!name.startsWith(".")) rmSync(join(dist, name), { recursive: true, force: true });
  }
}

function report(outputs: Metafile["outputs"]): void {
  for (const [path, { bytes, entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined) process.stderr.write(`${path}  ${(bytes / 1024).toFixed(0)} kB\n`);
  }
}

async function buildOnce(): Promise<void> {
  const hash = hashSources(root);
  for (const options of plannedBuilds) {
    const { metafile } = await build(options);
    if (metafile !== undefined) report(metafile.outputs);
  }
  if (existsSync(dist)) stampBuild(root, hash);
}

async function watch(): Promise<void> {
  for (const options of plannedBuilds) {
    const watching = await context({ ...options, logLevel: "info" });
    await watching.watch();
  }
}

unstampBuild(root);
emptyDist();
if (flags.watch) {
  await watch();
} else {
  try {
    await buildOnce();
  } catch {
    // esbuild has printed what is wrong.
    process.exitCode = 1;
  }
}
