import { z } from "zod";

/** Parts of the repository's package.json that serve its development, and say nothing of the extension. */
const developmentOnly = ["private", "scripts", "dependencies", "devDependencies", "overrides", "allowScripts"] as const;

const manifestSchema = z.looseObject({
  name: z.string(),
  publisher: z.string(),
  version: z.string(),
  displayName: z.string(),
  engines: z.looseObject({ vscode: z.string() }),
});

/** The repository's package.json, which is the extension's manifest as well. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads the text of a package.json; throws where a part that every extension needs is missing. */
export const readManifest = (text: string): Manifest => manifestSchema.parse(JSON.parse(text));

/** The manifest as it is packaged: everything an editor reads, and nothing else. */
export function cleanManifest(manifest: Manifest): Manifest {
  const kept = Object.entries(manifest).filter(([key]) => !developmentOnly.some((name) => name === key));
  const { name, publisher, version, displayName, engines } = manifest;
  return { ...Object.fromEntries(kept), name, publisher, version, displayName, engines: { vscode: engines.vscode } };
}
