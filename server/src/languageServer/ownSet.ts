import { realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { t } from "@vscode/l10n";
import type { Settings } from "../../../protocol/settings.ts";
import { createOwnSetFolder, type OwnSetFolder } from "../adapters/evaluation/ownSetFolder.ts";
import { failureFor } from "./failures.ts";
import type { Folders } from "./folders.ts";

/** The person's own set of judged questions, wherever it is kept. */
export interface OwnSet {
  /** Decides anew each time, because settings change. @throws a `ResponseError` that says what is wrong with the place. */
  folder(): Promise<OwnSetFolder>;
  /** Where former evaluations are kept. */
  readonly storage: string;
}

/** @param storage the extension's folder for this workspace. */
export function createOwnSet(ports: {
  readonly folders: Folders;
  readonly settings: () => Settings;
  readonly storage: string;
}): OwnSet {
  const { folders, settings, storage } = ports;

  async function placeInWorkspace(chosen: string): Promise<string> {
    const root = folders.all()[0]?.place.root;
    if (root === undefined) throw failureFor(t("No folder is open."));
    const folder = resolve(root, chosen);
    if (folder === resolve(root) || !(await liesIn(root, folder)))
      throw failureFor(
        t("askDocs.evaluation.folder is “{0}”; name a folder inside the workspace, such as .ask-docs-eval.", chosen),
      );
    return folder;
  }

  return {
    storage,
    async folder() {
      const chosen = settings()["askDocs.evaluation.folder"].trim();
      return createOwnSetFolder(chosen === "" ? join(storage, "own-set") : await placeInWorkspace(chosen));
    },
  };
}

/** Also where links lead, as far as the folder is there. */
async function liesIn(root: string, folder: string): Promise<boolean> {
  const [real, realRoot] = [await realPlace(folder), await realPlace(root)];
  return real === realRoot || real.startsWith(join(realRoot, "/"));
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPlace(parent), path.slice(parent.length));
  }
}
