import type { Locator, Page } from "playwright-core";
import { until } from "./until.ts";

/**
 * Follows a link of the editor, as Control and a click do, until `opened` is there. The place is clicked and not the element:
 * the editor draws the line anew while Control is down.
 */
export async function followLink(page: Page, link: Locator, opened: Locator): Promise<void> {
  await link.waitFor();
  await until(
    "the link leads somewhere",
    async () => {
      const box = await link.boundingBox({ timeout: 1000 }).catch(() => null);
      if (box === null) return (await opened.count()) > 0;
      await page.keyboard.down("Control");
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.keyboard.up("Control");
      return opened.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    },
    (isOpened) => isOpened,
  );
}
