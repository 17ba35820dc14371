import assert from "node:assert/strict";
import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** Shows what left, which is to be `requests` requests elsewhere; compares the answers' sizes; clears it. */
export async function showsWhatLeft(
  window: Workbench,
  expected: { readonly requests: number; readonly answerBytes: readonly number[]; readonly where: string },
): Promise<void> {
  const { page } = window;
  await window.runCommand("Ask Docs: Show What Left This Machine");
  await page.locator('.tab.active[aria-label*="What left this machine"]').waitFor();
  const tab = await window.webview("editor");
  await tab.getByRole("heading", { name: "What left this machine" }).waitFor();
  const sum = await tab.locator(".sum").innerText();
  assert.match(
    sum,
    expected.requests === 0
      ? /^Nothing has left this machine since /
      : new RegExp(`^${expected.requests} requests? ha(?:s|ve) left this machine since `),
  );
  const rows = tab.getByRole("row").filter({ hasText: `${expected.where}/v1/chat/completions` });
  const sent = await rows.locator("td.number:nth-child(4)").allInnerTexts();
  assert.deepEqual(
    sent.map((text) => Number(text.replace(/\D/g, ""))),
    expected.answerBytes.toReversed(),
  );
  await rows.last().locator("summary").click();
  await rows.last().getByText("backups.md").first().waitFor();
  await window.screenshot("what-left");
  await window.setTheme("high contrast light");
  await window.screenshot("what-left-high-contrast-light");
  await window.setTheme("dark");

  await tab.getByRole("button", { name: "Clear…" }).click();
  const dialog = page.getByRole("dialog").filter({ hasText: "Delete the record of what left this machine?" });
  await dialog.getByRole("button", { name: "Delete" }).click();
  await until(
    "the record is empty",
    async () => (await window.webview("editor")).getByRole("row").count(),
    (count) => count === 0,
  );
  await (await window.webview("editor")).getByText(/^Nothing has left this machine since /).waitFor();
  await window.screenshot("what-left-empty");
  await page.keyboard.press("Control+W");
}
