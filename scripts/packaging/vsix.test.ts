import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { listFiles, PackageManager } from "@vscode/vsce";
import { openPromise } from "yauzl";
import { z } from "zod";
import { strayFiles } from "./contents.ts";
import { targetOf } from "./target.ts";
import { packageExtension, type Vsix } from "./vsix.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
let vsix: Vsix;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "ask-docs-vsix-"));
  vsix = await packageExtension(root, folder);
});
after(() => rm(folder, { recursive: true }));

const paths = (): readonly string[] => vsix.files.map(({ path }) => path);

async function readEntry(path: string): Promise<string> {
  const zip = await openPromise(vsix.path);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === path) return text(await zip.openReadStreamPromise(entry));
  }
  return assert.fail(`no ${path}`);
}

test("one package is made, named after extension, platform and version", async () => {
  assert.deepEqual(await readdir(folder), [basename(vsix.path)]);
  assert.match(
    basename(vsix.path),
    new RegExp(`^ask-docs-${process.platform}-${process.arch}-\\d+\\.\\d+\\.\\d+\\.vsix$`),
  );
  assert.ok(vsix.bytes < 150e6, `${vsix.bytes} bytes`);
});

test("it holds the programs, the model, this platform's runtime, the grammar and the licences", () => {
  const runtime = `extension/dist/node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/`;
  for (const path of [
    "extension/package.json",
    ...["", ".fr", ".he", ".ru"].map((language) => `extension/package.nls${language}.json`),
    ...["fr", "he", "ru"].map((language) => `extension/l10n/bundle.l10n.${language}.json`),
    "extension/LICENSE.txt",
    "extension/THIRD_PARTY_LICENSES.txt",
    "extension/dist/embedder.js",
    "extension/dist/cli.js",
    "extension/models/multilingual-e5-small/askdocs.json",
    "extension/models/multilingual-e5-small/onnx/model_quantized.onnx",
    "extension/syntaxes/shots.tmLanguage.json",
    `${runtime}onnxruntime_binding.node`,
    "extension/dist/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
  ]) {
    assert.ok(paths().includes(path), path);
  }
  const binaries = paths().filter((path) => path.includes("/napi-v6/"));
  assert.deepEqual(
    binaries.filter((path) => !path.startsWith(runtime)),
    [],
  );
});

test("no source, test, map, index, setting or key is in it", () => {
  const wrong =
    /(?<!\.tmLanguage)\.(ts|mts|map|log|env|pem|key|vsix|sqlite|db)$|\.test\.|\/test\/|\/server\/|\/\.(?!askdocsignore$)[^/]*|sharp|package-lock|\.d\.ts/;
  assert.deepEqual(
    paths().filter((path) => wrong.test(path)),
    [],
  );
});

test("the manifest holds nothing of the development, and names only files that are there", async () => {
  const manifest = z
    .looseObject({ main: z.string().optional(), icon: z.string().optional() })
    .parse(JSON.parse(await readEntry("extension/package.json")));
  for (const key of ["scripts", "dependencies", "devDependencies", "private", "overrides", "allowScripts"]) {
    assert.equal(key in manifest, false, key);
  }
  for (const file of [manifest.main, manifest.icon].filter((each) => each !== undefined)) {
    assert.ok(paths().includes(`extension/${file.replace(/^\.\//, "")}`), file);
  }
});

test("everything bundled has its licence in the package", async () => {
  const licences = await readEntry("extension/THIRD_PARTY_LICENSES.txt");
  for (const name of [
    "@huggingface/transformers",
    "@huggingface/tokenizers",
    "onnxruntime-node",
    "onnxruntime-web",
    "zod",
    "flexsearch",
  ]) {
    assert.match(licences, new RegExp(`\\n${name} \\d+\\.\\d+\\.\\S+ \\(`), name);
  }
  assert.match(licences, /\nmultilingual-e5-small model \(MIT\)\n/);
});

test("paths outside the list are strays", () => {
  const target = targetOf("linux", "x64");
  assert.ok(target);
  const strays = [
    "extension/.ask-docs/index.sqlite",
    "extension/server/src/main.ts",
    "extension/dist/server.js.map",
    "extension/dist/node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll",
    "extension/node_modules/sharp/index.js",
    "extension/.env",
    "extension/models/other/model.onnx",
  ];
  const files = [...strays, "extension/dist/server.js"].map((path) => ({ path, size: 1, packedSize: 1 }));
  assert.deepEqual(strayFiles(files, target), strays);
});

test("only platforms with a native runtime are targets", () => {
  assert.equal(targetOf("darwin", "arm64")?.name, "darwin-arm64");
  assert.equal(targetOf("darwin", "x64"), undefined);
  assert.equal(targetOf("freebsd", "x64"), undefined);
});

test("a package made by hand would hold neither sources nor tests nor anything of this machine", async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const inside =
    /^(package(\.nls(\.[a-z]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|(dist|l10n|media|syntaxes|models\/multilingual-e5-small)\/.+)$/;
  assert.deepEqual(
    files.filter((file) => !inside.test(file)),
    [],
  );
  assert.ok(files.includes("models/multilingual-e5-small/onnx/model_quantized.onnx"));
});
