import path from "node:path";
import { build, stop, type BuildOptions } from "esbuild";
import { outputFolder } from "./paths.ts";

const forExtensionHost = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  logLevel: "silent",
} as const;

/** Builds `extension.ts` of the probe into its `dist/` and returns the probe's folder. */
export async function buildProbe(): Promise<string> {
  const folder = path.join(import.meta.dirname, "probe");
  await buildOnce({
    ...forExtensionHost,
    entryPoints: [path.join(folder, "extension.ts")],
    outfile: path.join(folder, "dist/extension.cjs"),
    external: ["vscode"],
  });
  return folder;
}

/** Builds a Mocha suite with its runner into one file for the extension host and returns that file. */
export async function buildSuite(suite: string): Promise<string> {
  const outfile = path.join(outputFolder, "in-host", `${path.basename(suite, ".ts")}.cjs`);
  const runner = path.join(import.meta.dirname, "mochaRunner.ts");
  await buildOnce({
    ...forExtensionHost,
    stdin: {
      contents: [
        `import { runSuite } from ${JSON.stringify(runner)};`,
        `export const run = () => runSuite(() => require(${JSON.stringify(suite)}));`,
      ].join("\n"),
      resolveDir: import.meta.dirname,
    },
    outfile,
    external: ["vscode", "mocha"],
  });
  return outfile;
}

/** Builds and then ends esbuild's helper process, which would live as long as this one. */
async function buildOnce(options: BuildOptions): Promise<void> {
  await build(options);
  await stop();
}
