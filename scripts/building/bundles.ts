import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";

/** What every bundle of one build has in common. */
export interface BundleSettings {
  /** The repository. */
  readonly root: string;
  /** Where the bundles go, absolute. */
  readonly outdir: string;
  readonly minify: boolean;
  readonly sourcemap: boolean;
}

/** Native, loading its binary from beside itself: it stays in a folder `node_modules`. */
const external = ["onnxruntime-node"];

/** CommonJS dependencies inside an ES module bundle still call `require` for Node's own modules. */
const requireBanner =
  'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);';

/**
 * Parts of the extension that it imports lazily, each a bundle of its own by that name: parsing them (the language
 * client's library alone has 900 kB) would take most of the extension's activation, and esbuild splits only ES modules.
 */
const lazyParts: Readonly<Record<string, string>> = {
  "./launch.ts": "languageClient",
  "./panelKit.ts": "panel",
  "./docsChatKit.ts": "docsChat",
};

const partsApart: Plugin = {
  name: "parts-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\/(launch|panelKit|docsChatKit)\.ts$/ }, ({ kind, path }) => {
      const name = lazyParts[path];
      return kind === "dynamic-import" && name !== undefined ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};

/** Every bundle: name in `dist/` and entry file. */
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
    entries: {
      extension: "client/src/extension.ts",
      languageClient: "client/src/languageServer/launch.ts",
      panel: "client/src/panel/panelKit.ts",
      docsChat: "client/src/docsChat/docsChatKit.ts",
    },
    options: {
      platform: "node",
      target: "node22",
      format: "cjs",
      outExtension: { ".js": ".cjs" },
      external: ["vscode"],
      plugins: [partsApart],
      // Lazy imports become `require`, which is where the editor hands out `vscode`.
      supported: { "dynamic-import": false },
    },
  },
  {
    entries: { webview: "client/webview/main.ts" },
    options: { platform: "browser", target: "es2022", format: "esm" },
  },
];

/** The builds to run, each with a metafile. An entry that is not there yet is left out. */
export function planBundles({ root, outdir, minify, sourcemap }: BundleSettings): readonly BuildOptions[] {
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    sourcemap,
    minify,
    metafile: true,
    logLevel: "warning",
    alias: { sharp: "./scripts/no-sharp/index.js" },
  } satisfies BuildOptions;
  return groups.flatMap(({ entries, options }) => {
    const present = Object.fromEntries(Object.entries(entries).filter(([, entry]) => existsSync(join(root, entry))));
    return Object.keys(present).length === 0 ? [] : [{ ...common, ...options, entryPoints: present }];
  });
}
