import { cp } from "node:fs/promises";
import path from "node:path";
import { prepareExtension } from "../host/extensionFolder.ts";
import { repositoryRoot } from "../host/paths.ts";
import type { ScenarioContext } from "../host/scenario.ts";
import type { WindowOptions, Workbench } from "../host/workbench.ts";

/** Milliseconds in which a small folder gets all its vectors on a busy machine. */
const indexingLimit = 90_000;

/** A window with the extension in it. */
export interface AskDocsWindow {
  readonly window: Workbench;
  /** Where the extension was laid out, for this scenario alone: its processes can be told by it. */
  readonly extension: string;
}

/** Opens a window with the extension as it was built last, and waits until its status item is there. */
export async function openAskDocs(context: ScenarioContext, options: WindowOptions): Promise<AskDocsWindow> {
  const extension = await prepareExtension(await context.makeFolder({}));
  const window = await context.openWorkbench({ ...options, extensions: [extension, ...(options.extensions ?? [])] });
  await window.statusBarItem("Ask Docs").waitFor();
  return { window, extension };
}

/** Waits until the status bar says, in its words for those who hear it, what is expected. */
export async function untilStatus(window: Workbench, words: string): Promise<void> {
  await window.page
    .locator(`.statusbar-item[aria-label*=${JSON.stringify(words)}]`)
    .waitFor({ timeout: indexingLimit });
}

/** Waits until every document is read and every passage has its vector. */
export const untilIndexed = (window: Workbench): Promise<void> => untilStatus(window, "Every document is indexed");

/** A copy of the handbook, a folder of pages in four languages, that a scenario may change, with files of its own. */
export async function copyHandbook(
  context: ScenarioContext,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await context.makeFolder(more);
  await cp(path.join(repositoryRoot, "test/fixtures/handbook"), folder, { recursive: true });
  return folder;
}
