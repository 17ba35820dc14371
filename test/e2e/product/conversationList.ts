import type { Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";

/** The list of conversations while it is open. */
export interface ConversationList {
  /** The rows whose title is this. */
  row(title: string): Locator;
  /** Titles from top to bottom, without the way to a new one. */
  titles(): Promise<readonly string[]>;
  /** Presses a button of a row. */
  press(title: string, button: string): Promise<void>;
  /** Changes to a conversation, which closes the list. */
  choose(title: string): Promise<void>;
  close(): Promise<void>;
}

const begin = "New Conversation";

/** Without marks that only steer how it is drawn. */
const shown = (title: string): string => title.replaceAll(/[\u200b\u2068\u2069]/g, "");

/** Opens the list from the palette. */
export async function openConversationList(window: Workbench): Promise<ConversationList> {
  await window.runCommand("Ask Docs: Show Conversations…");
  return shownConversationList(window);
}

/** The list that is open, or opens now. */
export async function shownConversationList({ page }: Workbench): Promise<ConversationList> {
  const widget = page.locator(".quick-input-widget:visible");
  const rows = widget.locator(".quick-input-list .monaco-list-row");
  // Below it a row may have a second line, with questions.
  const label = ".quick-input-list-row:first-child .label-name";
  const row = (title: string): Locator => rows.filter({ has: page.locator(label).filter({ hasText: title }) }).first();
  await row(begin).waitFor();
  return {
    row,
    titles: async () => (await rows.locator(label).allInnerTexts()).map(shown).filter((title) => title !== begin),
    async press(title, button) {
      await row(title).hover();
      await row(title).getByRole("button", { name: button }).click();
    },
    async choose(title) {
      await row(title).click();
      await widget.waitFor({ state: "hidden" });
    },
    async close() {
      await page.keyboard.press("Escape");
      await widget.waitFor({ state: "hidden" });
    },
  };
}
