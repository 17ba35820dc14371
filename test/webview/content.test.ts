import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { panelCopyCode, panelInsertCode, panelOpenLink } from "../../protocol/contentMessages.ts";
import type { ConversationState } from "../../protocol/panelMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions } from "./panelPage.ts";
import { answer, cite, ready } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const conversation = (view: AnswerView): ConversationState => ({
  version: 1,
  turns: [{ id: "1", question: view.question, askedAt: 0, outcome: { kind: "answered", answer: view } }],
  draft: "",
});

async function withAnswer(
  view: AnswerView,
  options: Partial<PanelPageOptions>,
  story: (panel: PanelPage) => Promise<void>,
): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, conversation: conversation(view), ...options });
  try {
    await panel.page.locator(".answer").waitFor();
    await story(panel);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const written = (text: string): AnswerView => answer("How is it done?", [[text, [1]]], [cite(1, "a.md", 1, text)]);

/** Each block as a document writes it, and the code that is copied. */
const blocks: Readonly<Record<string, readonly [text: string, code: string]>> = {
  "a fence": ["```sh\nlfkeep verify\nlfkeep status\n```", "lfkeep verify\nlfkeep status"],
  "tabs and spaces": ["```\n\tif x:\n\t    y  \n\n\n  z\n```", "\tif x:\n\t    y  \n\n\n  z"],
  "Windows line ends": ["```\r\na\r\n  b\r\n```", "a\r\n  b"],
  "a fence in a list": ["1. Run\n\n   ```\n   a\n     b\n   ```", "a\n  b"],
  "indented code": ["    a\n      b\n", "a\n  b"],
  markup: [
    '```html\n<img src=x onerror="globalThis.attacked=1">&amp;<b>\n```',
    '<img src=x onerror="globalThis.attacked=1">&amp;<b>',
  ],
  "a fence that never ends": ["~~~\n$x = `id`\n${1:y}", "$x = `id`\n${1:y}"],
  "Hebrew in code": ["```py\nprint('שלום')  # הערה\n```", "print('שלום')  # הערה"],
};

test("code is copied and inserted as it stands, whatever block it is", async () => {
  const all = Object.values(blocks);
  const view = answer(
    "How is it done?",
    all.map(([text]) => [text, [1]]),
    [cite(1, "a.md", 1, "a")],
  );
  await withAnswer(view, {}, async ({ page, host }) => {
    const heard: string[] = [];
    host.onRequest(panelCopyCode, ({ code }) => (heard.push(code), null));
    host.onRequest(panelInsertCode, ({ code }) => heard.push(code) > 0);
    for (const [at, name] of Object.keys(blocks).entries()) {
      const block = page.locator(".code-block").nth(at);
      await block.getByRole("button", { name: "Copy code" }).click();
      await block.getByRole("button", { name: "Copied." }).waitFor();
      await block.getByRole("button", { name: "Insert code at the cursor" }).click();
      await block.getByRole("button", { name: "Inserted." }).waitFor();
      assert.deepEqual(heard.splice(0), [all[at]?.[1], all[at]?.[1]], name);
    }
    assert.equal(await page.getByRole("status").innerText(), "Inserted.");
    assert.equal(await page.locator(".answer pre :not(code)").count(), 0);
    assert.equal(await page.evaluate(() => "attacked" in globalThis), false);
  });
});

test("the tools of code are reached by keyboard, and say nothing where nothing was inserted", async () => {
  await withAnswer(written("```sh\nls\n```"), {}, async ({ page, host }) => {
    host.onRequest(panelInsertCode, () => false);
    await page.getByRole("button", { name: "Copy code" }).focus();
    await page.keyboard.press("Tab");
    await page
      .locator("button:focus")
      .and(page.getByRole("button", { name: "Insert code at the cursor" }))
      .press("Enter");
    await page.getByRole("button", { name: "Insert code at the cursor" }).waitFor();
    assert.equal(await page.getByRole("status").innerText(), "");
  });
});

for (const language of ["en", "he", "ru", "fr"] as const)
  test(`code runs from left to right, and its tools have names: ${language}`, async () => {
    const names = { en: "Copy code", he: "העתקת הקוד", ru: "Копировать код", fr: "Copier le code" };
    await withAnswer(written("```ts\nconst a = 1; // שלום\n```"), { language, withoutCsp: true }, async (panel) => {
      const { page } = panel;
      await page.getByRole("button", { name: names[language] }).waitFor();
      const { direction, align } = await page.locator(".answer pre").evaluate((pre) => {
        const style = getComputedStyle(pre);
        return { direction: style.direction, align: style.textAlign };
      });
      assert.deepEqual({ direction, align }, { direction: "ltr", align: "left" });
      assert.deepEqual(await accessibilityProblems(page), []);
      await panel.screenshot(`code-${language}`);
    });
  });

test("a link shows where it leads, and asks the extension to open exactly that", async () => {
  const text =
    "See [the guide](../he/faq.md#hours), [a page](https://аpple.com/a?b) and <mail@b.example>, not [this](command:x) or [](https://empty.example).";
  const view = answer(
    "Where?",
    [
      [text, [1]],
      [text, [], "unsupported"],
    ],
    [cite(1, "en/a.md", 1, text)],
    { model: "Model" },
  );
  await withAnswer(view, { withoutCsp: true }, async (panel) => {
    const { page, host } = panel;
    const heard: string[] = [];
    host.onRequest(
      panelOpenLink,
      ({ target }) => (heard.push(target), target.startsWith("/") ? "It is not there." : null),
    );
    const links = page.getByRole("link");
    const shown = await links.evaluateAll((found) =>
      found.map((link) => [link.textContent, link.getAttribute("title")]),
    );
    const web = "https://xn--pple-43d.com/a?b";
    assert.deepEqual(shown, [
      ["the guide", "/he/faq.md#hours"],
      ["a page", web],
      ["mail@b.example", "mailto:mail@b.example"],
      // Which document a sentence without a source is from is not known.
      ["a page", web],
      ["mail@b.example", "mailto:mail@b.example"],
    ]);
    await page.getByText("[this](command:x)").first().waitFor();
    await links.nth(1).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await links.nth(0).click();
    await page.getByRole("status").filter({ hasText: "It is not there." }).waitFor();
    assert.deepEqual(heard, [web, "/he/faq.md#hours"]);
    assert.equal(page.url(), "https://panel.example/");
    assert.deepEqual(await accessibilityProblems(page), []);
    await panel.screenshot("links");
  });
});
