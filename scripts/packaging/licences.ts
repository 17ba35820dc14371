import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import satisfies from "spdx-satisfies";
import { z } from "zod";

/** One package of which something is shipped. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as the package states it. */
  readonly licence: string;
  /** Licence and notice, word for word; undefined where neither the package nor this folder has them. */
  readonly text: string | undefined;
}

/** Licences that let the package be passed on under the project's own. */
const permissive = [
  ...["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"],
  ...["BlueOak-1.0.0", "Unlicense", "CC0-1.0", "Python-2.0"],
];

/** Packages whose published files hold others, which therefore show in no list of bundled files. */
const publishedInside: Readonly<Record<string, readonly string[]>> = {
  "@xenova/transformers": ["@huggingface/jinja", "@huggingface/tokenizers", "onnxruntime-web", "onnxruntime-common"],
};

/** Licences of packages that are published without their text, and of what else their published files hold. */
const textFolder = join(import.meta.dirname, "licenceTexts");

const modelSchema = z.object({ name: z.string(), origin: z.string(), licence: z.string() });
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().default("none stated") });

/** Folders of the packages that bundles were made from, relative as in the metafiles, and of those inside them. */
export function bundledFolders(metafiles: readonly Metafile[]): readonly string[] {
  const folders = new Set<string>();
  for (const { outputs } of metafiles) {
    const used = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    for (const path of used) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder === undefined) continue;
      folders.add(folder);
      const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
      for (const inner of publishedInside[name] ?? []) folders.add(`node_modules/${inner}`);
    }
  }
  return [...folders].sort();
}

/** Reads name, version and licence of a package's folder. */
export function readPackage(folder: string): ShippedPackage {
  const { name, version, license } = packageSchema.parse(
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
  );
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(file));
  const own = files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  const kept = readIfThere(join(textFolder, `${name.replaceAll("/", "__")}.txt`));
  const texts = [...own, ...(kept === undefined ? [] : [kept])];
  return { name, version, licence: license, text: texts.length > 0 ? texts.join("\n\n") : undefined };
}

/** Reads the same of a model's folder; its text tells where the weights come from. */
export function readModel(folder: string): ShippedPackage {
  const { name, origin, licence } = modelSchema.parse(JSON.parse(readFileSync(join(folder, "askdocs.json"), "utf8")));
  const text = readIfThere(join(textFolder, `${name}.txt`));
  return { name, version: "model", licence, text: text === undefined ? undefined : `${origin}\n\n${text}` };
}

/** One sentence for each package that may not be shipped as things are. */
export function licenceProblems(packages: readonly ShippedPackage[]): readonly string[] {
  return packages.flatMap(({ name, version, licence, text }) => {
    if (!isPermissive(licence)) {
      return [`${name} ${version} is under "${licence}", which is not on the list of permissive licences.`];
    }
    if (text === undefined) {
      return [`${name} ${version} comes without the text of its licence; add it to scripts/packaging/licenceTexts/.`];
    }
    return [];
  });
}

/** The file of all licences. */
export function renderLicences(packages: readonly ShippedPackage[]): string {
  const rule = "=".repeat(80);
  const sections = packages
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, licence, text }) => `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${text ?? ""}\n`);
  return `Ask Docs contains the following software, each under its own licence.\n\n${sections.join("\n")}`;
}

function isPermissive(licence: string): boolean {
  try {
    return satisfies(licence, permissive);
  } catch {
    // Not an SPDX expression.
    return false;
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}
