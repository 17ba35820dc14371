/** `npm run package`: packages the extension for this platform, and prints what it holds and how large it is. */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { megabytes, packageExtension, type Vsix } from "./packaging/vsix.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The first part of a path inside the extension that tells people what a file is for. */
function partOf(path: string): string {
  const parts = path.split("/");
  if (parts[0] !== "extension" || parts.length === 2) return "pages and manifest";
  return path.includes("/onnxruntime-node/bin/") ? "ONNX Runtime" : (parts[1] ?? "");
}

function summarise({ files }: Vsix): string {
  const sums = new Map<string, { count: number; packed: number; unpacked: number }>();
  for (const { path, size, packedSize } of files) {
    const sum = sums.get(partOf(path)) ?? { count: 0, packed: 0, unpacked: 0 };
    sums.set(partOf(path), {
      count: sum.count + 1,
      packed: sum.packed + packedSize,
      unpacked: sum.unpacked + size,
    });
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b.packed - a.packed)
    .map(([part, { count, packed, unpacked }]) => {
      const sizes = `${megabytes(packed).padStart(9)} packed ${megabytes(unpacked).padStart(9)} unpacked`;
      return `  ${part.padEnd(20)}${String(count).padStart(4)} files ${sizes}`;
    })
    .join("\n");
}

try {
  const vsix = await packageExtension(root, root);
  console.log(`${summarise(vsix)}\n${basename(vsix.path)}  ${megabytes(vsix.bytes)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
