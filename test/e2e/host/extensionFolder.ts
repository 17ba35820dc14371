import { cp, mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { outputFolder, repositoryRoot } from "./paths.ts";

/** Copied, because Node would follow links to them, and the editor knows an extension's code by its path. */
const copied = [
  "package.json",
  ...["package.nls.json", "package.nls.fr.json", "package.nls.he.json", "package.nls.ru.json"],
  "dist",
  "l10n",
  "media",
  "syntaxes",
];
/** Large, and only read. */
const linked = ["models", "node_modules"];

/**
 * Lays out the extension as `npm run build` left it, in a folder of its own, and returns that folder.
 *
 * @param folder emptied first; give one that nobody else uses where two runs may meet.
 *
 * The repository itself will not do: the editor under test lies inside of it, and takes its own built-in extensions,
 * such as the themes, for parts of an extension under development that lies above them.
 */
export async function prepareExtension(folder = path.join(outputFolder, "extension")): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of copied) {
    await cp(path.join(repositoryRoot, name), path.join(folder, name), {
      recursive: true,
      filter: (source) => !source.endsWith(".map"),
    });
  }
  for (const name of linked) await symlink(path.join(repositoryRoot, name), path.join(folder, name), "junction");
  return folder;
}
