import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** Where the extension keeps the conversations of all workspaces. */
export const conversationsFolder = ({ userData }: Workbench): string =>
  path.join(userData, "User/globalStorage/ask-docs.ask-docs/conversations");

/** Waits until a conversation with these words is written, so that it survives a reload. */
export async function untilStored(window: Workbench, words: string): Promise<void> {
  await until(
    `"${words}" is stored`,
    () => storedConversations(window),
    (all) => all.some((text) => text.includes(words)),
  );
}

/** The text of each conversation's file. */
async function storedConversations(window: Workbench): Promise<readonly string[]> {
  const folder = conversationsFolder(window);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith(".jsonl") && !name.includes("damaged"));
  return Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8").catch(() => "")));
}
