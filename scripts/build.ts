import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, context, type BuildOptions, type Metafile } from "esbuild";
import { hashSources, stampBuild, unstampBuild } from "./setup/freshness.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

/** Native, or loading files beside themselves: these stay in node_modules. */
const external = ["@xenova/transformers", "onnxruntime-node"];

/** CommonJS dependencies inside an ES module bundle still call `require` for Node's own modules. */
const requireBanner =
  'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);';

const { values: flags } = parseArgs({
  options: { watch: { type: "boolean", default: false }, production: { type: "boolean", default: false } },
});

const common: BuildOptions = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  sourcemap: true,
  minify: flags.production,
  metafile: true,
  logLevel: "warning",
  alias: { sharp: "./scripts/no-sharp/index.js" },
};

/** Every bundle: name in `dist/` and entry file. An entry that is not there yet is left out. */
const groups: readonly { readonly entries: Readonly<Record<string, string>>; readonly options: BuildOptions }[] = [
  {
    entries: {
      cli: "server/src/cli/main.ts",
      server: "server/src/main.ts",
      embedder: "server/src/adapters/embedder/embedderChild.ts",
    },
    // Splitting keeps one copy of what the entries share, and loads what is imported lazily only when asked for. Shared
    // parts lie beside the entries, so that `import.meta.url` names the same folder in all of them.
    options: {
      platform: "node",
      target: "node22",
      format: "esm",
      splitting: true,
      chunkNames: "shared-[hash]",
      external,
      banner: { js: requireBanner },
    },
  },
  {
    entries: { extension: "client/src/extension.ts" },
    options: {
      platform: "node",
      target: "node22",
      format: "cjs",
      outExtension: { ".js": ".cjs" },
      external: ["vscode"],
    },
  },
  {
    entries: { webview: "client/webview/main.ts" },
    options: { platform: "browser", target: "es2022", format: "esm" },
  },
];

function plannedBuilds(): readonly BuildOptions[] {
  return groups.flatMap(({ entries, options }) => {
    const present = Object.fromEntries(Object.entries(entries).filter(([, entry]) => existsSync(join(root, entry))));
    return Object.keys(present).length === 0 ? [] : [{ ...common, ...options, entryPoints: present }];
  });
}

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
  for (const options of plannedBuilds()) {
    const { metafile } = await build(options);
    if (metafile !== undefined) report(metafile.outputs);
  }
  if (existsSync(dist)) stampBuild(root, hash);
}

async function watch(): Promise<void> {
  for (const options of plannedBuilds()) {
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
