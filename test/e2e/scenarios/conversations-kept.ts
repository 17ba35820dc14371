import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import earlier from "../../fixtures/conversations/earlier.json" with { type: "json" };
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, visiblePanel, type ChatPanel } from "../product/chatPanel.ts";
import { openConversationList } from "../product/conversationList.ts";
import { openAskDocs } from "../product/openAskDocs.ts";
import { conversationsFolder, untilStored } from "../product/storage.ts";
import { until } from "../product/until.ts";

const ferry = "How many seats does the ferry have?";
const bakery = "When does the bakery open?";
const kept = earlier["askDocs.conversation"];

/** What is kept of conversations: an earlier version's one, a damaged file, two hundred of them, and two windows on one folder. */
export const scenario: Scenario = {
  name: "conversations-kept",
  isLong: true,
  limit: 300_000,
  async run(context) {
    const folder = await context.makeFolder({
      "ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n",
      "bakery.md": "# Bakery\n\nThe bakery opens at six in the morning.\n",
    });
    const { window, extension } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await panel.ask(ferry);
    const first = await takesOverTheEarlierOne(window);
    const files = await keepsDamageAside(window);
    await listsTwoHundred(window, files);
    const other = await context.openWorkbench({ open: folder, extensions: [extension] });
    await twoWindowsFollow(window, first, other);
  },
};

/** The editor's storage is written as the version before has left it. */
async function takesOverTheEarlierOne(window: Workbench): Promise<ChatPanel> {
  await untilStored(window, ferry);
  await window.page.evaluate(storeForExtension, JSON.stringify(earlier));
  await window.reload();
  const panel = await visiblePanel(window);
  await panel.turn(kept.turns.at(-1)?.question ?? "").waitFor();
  assert.deepEqual(
    await panel.frame.locator(".question").allInnerTexts(),
    kept.turns.map(({ question }) => question),
  );
  assert.equal(await panel.box.inputValue(), kept.draft);
  await window.screenshot("conversations-earlier");
  const list = await openConversationList(window);
  assert.deepEqual([...(await list.titles())].sort(), [ferry, kept.turns[0]?.question].sort());
  await list.close();
  return panel;
}

/** Gives the folder of this workspace's conversations. */
async function keepsDamageAside(window: Workbench): Promise<string> {
  const root = conversationsFolder(window);
  const [name = ""] = await readdir(root);
  const folder = path.join(root, name);
  const file = path.join(folder, "earlier.jsonl");
  await untilStored(window, kept.draft);
  const whole = await readFile(file, "utf8");
  const broken = whole.replace(/\n.*\n/, "\n{ broken\n");
  await writeFile(file, broken);
  await window.reload();
  const panel = await visiblePanel(window);
  const warning = window.notification(/could not be read/);
  await warning.waitFor();
  await window.screenshot("conversations-damaged");
  assert.equal(await panel.frame.locator("ask-docs-turn").count(), kept.turns.length - 1);
  const [aside = ""] = await readdir(path.join(folder, "damaged"));
  assert.equal(await readFile(path.join(folder, "damaged", aside), "utf8"), broken);
  await warning.getByRole("button", { name: "Show File" }).click();
  await window.page.locator(`.tab.active[data-resource-name="${aside}"]`).waitFor();
  return folder;
}

async function listsTwoHundred(window: Workbench, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const start = Date.UTC(2026, 0, 1);
  for (let number = 0; number < 205; number += 1) {
    const question = `Question number ${number} of many?`;
    const askedAt = start + number * 3_600_000;
    const turn = { id: `many${number}`, question, askedAt, outcome: { kind: "failed", message: "No." } };
    const counts = { usedAt: askedAt, turns: 1, questions: [question], startedAt: askedAt, draft: "" };
    const header = { version: 1, title: question, pinned: number === 0, ...counts };
    await writeFile(path.join(folder, `many${number}.jsonl`), `${JSON.stringify(header)}\n${JSON.stringify(turn)}\n`);
  }
  const list = await openConversationList(window);
  await list
    .row("Question number 0 of many?")
    .getByText("Pinned")
    .or(list.row("Question number 0 of many?"))
    .first()
    .waitFor();
  for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
    await window.setTheme(theme);
    await window.screenshot(`conversations-many-${theme.replaceAll(" ", "-")}`);
  }
  await window.page.keyboard.type("number 150");
  await until("it is found", list.titles, ([title]) => title === "Question number 150 of many?");
  await window.page.keyboard.press("Enter");
  const panel = await visiblePanel(window);
  await panel.turn("Question number 150 of many?").waitFor();
  // One more than may be kept: the oldest that is not pinned goes.
  await window.runCommand("Ask Docs: New Conversation");
  await panel.ask(bakery);
  await until(
    "there are two hundred",
    () => readdir(folder),
    (names) => names.filter((name) => name.endsWith(".jsonl")).length <= 200,
  );
  const names = await readdir(folder);
  assert.deepEqual(
    [names.includes("many0.jsonl"), names.includes("many1.jsonl"), names.includes("many150.jsonl")],
    [true, false, true],
  );
  assert.deepEqual(await window.notifications(), []);
}

async function twoWindowsFollow(window: Workbench, panel: ChatPanel, other: Workbench): Promise<void> {
  const there = await openPanel(other);
  const list = await openConversationList(other);
  await list.choose(bakery);
  await there.turn(bakery).waitFor();
  await there.ask(ferry);
  await untilStored(other, ferry);
  const mine = await visiblePanel(window);
  await mine.ask("Where is the ferry?");
  await mine.turn(ferry).waitFor();
  await window.screenshot("conversations-two-windows");
  assert.equal(await mine.frame.locator("ask-docs-turn").count(), 3);
  await other.runCommand("Ask Docs: Delete Conversation");
  await there.turn(ferry).waitFor({ state: "detached" });
  // The window takes it over when it is gone back to.
  await window.page.bringToFront();
  await window.page.evaluate(() => globalThis.dispatchEvent(new Event("blur")));
  await window.page.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
  await mine.turn(bakery).waitFor({ state: "detached" });
  assert.equal(await panel.frame.locator("ask-docs-turn").count(), 0);
}

/** Runs in the page. Puts a value into the workspace's storage under the extension's name. */
async function storeForExtension(value: string): Promise<void> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("The storage could not be written."));
    });
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  const name = names.find((one) => /^vscode-web-state-db-(?!global)/.test(one) && !one.includes("profile"));
  if (name === undefined) throw new Error(`There is no storage of the workspace among ${names.join(", ")}.`);
  const database = await settled(indexedDB.open(name));
  await settled(
    database.transaction("ItemTable", "readwrite").objectStore("ItemTable").put(value, "ask-docs.ask-docs"),
  );
  database.close();
}
