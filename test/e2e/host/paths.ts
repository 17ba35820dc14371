import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";

/** The root of the repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, "../../..");

/** What a run leaves for people to look at: screenshots, logs, built test suites. Ignored by git. */
export const outputFolder = path.join(repositoryRoot, ".test-output");

/** The Node of the project's development dependencies, the version code-server asks for; else the one running now. */
export const projectNode = (): string => {
  try {
    const found = createRequire(import.meta.url).resolve("node/bin/node");
    return existsSync(found) ? found : process.execPath;
  } catch {
    return process.execPath;
  }
};
