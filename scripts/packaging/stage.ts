import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, stop, type Metafile } from "esbuild";
import { planBundles } from "../building/bundles.ts";
import { bundledFolders, licenceProblems, readModel, readPackage, renderLicences } from "./licences.ts";
import { cleanManifest, readManifest, type Manifest } from "./manifest.ts";
import type { Target } from "./target.ts";

const model = "models/multilingual-e5-small";
const modelFiles = [
  ...["askdocs.json", "config.json", "tokenizer.json", "tokenizer_config.json"],
  "onnx/model_quantized.onnx",
];

/** Packages shipped as files, because they load native or WebAssembly code from beside themselves. */
const filePackages = ["onnxruntime-node", "onnxruntime-common", "onnxruntime-web"];

/** ONNX Runtime's WebAssembly build for Node: the processor alone, with threads. */
const wasmFiles = ["ort.node.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];

/** The version of the common part that the WebAssembly build wants, where it differs from the native build's. */
const wasmCommon = "node_modules/onnxruntime-web/node_modules/onnxruntime-common";

/** Files of the repository whose place is taken by a line of text while they are not written. */
const pages = ["README.md", "CHANGELOG.md"];

/**
 * Fills a folder with what the package holds, and nothing else, from the repository and its node_modules.
 *
 * Bundles are built anew, smaller and without source maps, apart from `dist/`. Throws an error of one sentence a package
 * when a licence does not allow to ship it.
 */
export async function stageExtension(root: string, stage: string, target: Target): Promise<Manifest> {
  const copy = (from: string, to = from): Promise<void> => cp(join(root, from), join(stage, to), { recursive: true });
  const manifest = cleanManifest(readManifest(await readFile(join(root, "package.json"), "utf8")));
  await writeFile(join(stage, "package.json"), JSON.stringify(manifest, null, 2));
  await copy("LICENSE");
  for (const page of pages) {
    if (existsSync(join(root, page))) await copy(page);
    else await writeFile(join(stage, page), `# ${manifest.displayName}\n`);
  }
  const files = [
    ...modelFiles.map((file) => `${model}/${file}`),
    ...(await filesUnder(root, "syntaxes")).filter((file) => file.endsWith(".json")),
    ...(await filesUnder(root, "media")),
    ...(await filesUnder(root, "l10n")),
    ...(await readdir(root)).filter((name) => /^package\.nls(\.[a-z-]+)?\.json$/.test(name)),
  ];
  for (const file of files) await copy(file);
  for (const file of await runtimeFiles(root, target)) await copy(file, `dist/${file}`);
  await writeFile(join(stage, "THIRD_PARTY_LICENSES.txt"), collectLicences(root, await bundle(root, stage)));
  return manifest;
}

async function bundle(root: string, stage: string): Promise<readonly Metafile[]> {
  const outdir = join(stage, "dist");
  await mkdir(outdir, { recursive: true });
  const metafiles: Metafile[] = [];
  for (const options of planBundles({ root, outdir, minify: true, sourcemap: false })) {
    const { metafile } = await build(options);
    if (metafile !== undefined) metafiles.push(metafile);
  }
  // Its helper process would live as long as this one.
  await stop();
  return metafiles;
}

function collectLicences(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set([...bundledFolders(metafiles), ...filePackages.map((name) => `node_modules/${name}`)]);
  const packages = [...[...folders].map((folder) => readPackage(join(root, folder))), readModel(join(root, model))];
  const problems = licenceProblems(packages);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return renderLicences(packages);
}

/** The files of ONNX Runtime that this target needs: scripts as CommonJS, its own binaries, and the WebAssembly build. */
async function runtimeFiles(root: string, { platform, arch }: Target): Promise<readonly string[]> {
  const binaries = `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}`;
  const commons = ["node_modules/onnxruntime-common", wasmCommon].filter((folder) => existsSync(join(root, folder)));
  const scripts = ["node_modules/onnxruntime-node/dist", ...commons.map((folder) => `${folder}/dist/cjs`)];
  const found = await Promise.all(scripts.map((folder) => filesUnder(root, folder)));
  const packages = new Set([...filePackages.map((name) => `node_modules/${name}`), ...commons]);
  return [
    ...[...packages].map((folder) => `${folder}/package.json`),
    ...wasmFiles.map((name) => `node_modules/onnxruntime-web/dist/${name}`),
    ...found.flat().filter((file) => /(\.js|\/package\.json)$/.test(file)),
    ...(await filesUnder(root, binaries)),
  ];
}

/** Every file of a folder of the repository, by its path from the root, with `/`; none where there is no folder. */
async function filesUnder(root: string, folder: string): Promise<readonly string[]> {
  if (!existsSync(join(root, folder))) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length).replaceAll("\\", "/"))
    .filter((file) => !dirname(file).includes("/."))
    .sort();
}
