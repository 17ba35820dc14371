import type { Page } from "playwright-core";

/** A place in the window, in pixels from its upper left corner. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Holds the pointer over the first visible occurrence of a text within one line of the active editor and returns the
 * hover's text, once it matches `expected` (anything, unless given).
 */
export async function hoverOver(page: Page, text: string, expected = /\S/): Promise<string> {
  await page.locator(".editor-instance .view-lines").first().waitFor();
  const deadline = Date.now() + 15_000;
  let seen = "";
  while (Date.now() < deadline) {
    const point = await page.evaluate(findInEditor, text);
    if (point === null) {
      await page.waitForTimeout(100);
      continue;
    }
    // Moving in from beside the text starts the hover anew, also where the pointer already was.
    await page.mouse.move(point.x, point.y + 120);
    await page.mouse.move(point.x, point.y);
    const until = Date.now() + 3000;
    while (Date.now() < until) {
      seen = (await page.locator(".monaco-hover:visible .hover-contents").allInnerTexts()).join("\n");
      if (expected.test(seen)) return seen;
      await page.waitForTimeout(50);
    }
  }
  throw new Error(`No hover over "${text}" matched ${String(expected)}; the last one said "${seen}".`);
}

/** Runs in the page: the middle of the text's first occurrence in a line of the editor. */
function findInEditor(text: string): Point | null {
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const start = line.textContent.replaceAll("\u00a0", " ").indexOf(text);
    if (start < 0) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let before = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      const end = start + text.length;
      if (start >= before && start < before + length) range.setStart(node, start - before);
      if (end > before && end <= before + length) range.setEnd(node, end - before);
      before += length;
    }
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return null;
}
