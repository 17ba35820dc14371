import { openPromise } from "yauzl";
import type { Target } from "./target.ts";

/** A file of a package. */
export interface PackagedFile {
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly packedSize: number;
}

/** The paths that a package for a target may hold; nothing else goes in. */
const allowed = ({ platform, arch }: Target): readonly RegExp[] => [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/(LICENSE|THIRD_PARTY_LICENSES)\.txt$/,
  /^extension\/dist\/(cli|server|embedder|webview|shared-[A-Z0-9]+)\.js$/,
  /^extension\/dist\/((extension|languageClient|panel|docsChat)\.cjs|webview\.css)$/,
  /^extension\/dist\/node_modules\/onnxruntime-(node|common|web)\/package\.json$/,
  /^extension\/dist\/node_modules\/onnxruntime-node\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/node_modules\/(onnxruntime-web\/node_modules\/)?onnxruntime-common\/package\.json$/,
  /^extension\/dist\/node_modules\/(onnxruntime-web\/node_modules\/)?onnxruntime-common\/dist\/cjs\/([\w-]+\.js|package\.json)$/,
  /^extension\/dist\/node_modules\/onnxruntime-web\/dist\/(ort\.node\.min\.js|ort-wasm-simd-threaded\.(mjs|wasm))$/,
  new RegExp(`^extension/dist/node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}/[\\w.-]+$`),
  /^extension\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^extension\/media\/([\w-]+\/)*[\w-]+\.(svg|png|css|md)$/,
  /^extension\/media\/sample\/\.askdocsignore$/,
  /^extension\/syntaxes\/[\w-]+\.(tmLanguage|language-configuration)\.json$/,
  /^extension\/models\/multilingual-e5-small\/(askdocs|config|tokenizer|tokenizer_config)\.json$/,
  /^extension\/models\/multilingual-e5-small\/onnx\/model_quantized\.onnx$/,
];

/** Lists what a VSIX holds, by reading its directory. */
export async function listVsix(vsix: string): Promise<readonly PackagedFile[]> {
  const zip = await openPromise(vsix);
  const files: PackagedFile[] = [];
  for await (const entry of zip.eachEntry()) {
    files.push({ path: entry.fileName, size: entry.uncompressedSize, packedSize: entry.compressedSize });
  }
  return files;
}

/** The paths that have no business in a package for this target. */
export function strayFiles(files: readonly PackagedFile[], target: Target): readonly string[] {
  const patterns = allowed(target);
  return files.map(({ path }) => path).filter((path) => !patterns.some((pattern) => pattern.test(path)));
}
