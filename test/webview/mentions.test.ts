import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { CompletedMentionView, Mention } from "../../protocol/mentions.ts";
import {
  panelAsk,
  panelCompleteMention,
  panelPutQuestion,
  panelSaveConversation,
  type ConversationState,
} from "../../protocol/panelMessages.ts";
import type { AskParams } from "../../protocol/serverMessages.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { until } from "../e2e/product/until.ts";
import { compileTyped, wordsKey } from "../../server/src/core/mentions/typedMatch.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { english, ready } from "./samples.ts";

const allThemes: readonly ThemeName[] = ["dark", "light", "high contrast", "high contrast light"];

const at = (path: string) => ({ uri: `file:///w/${encodeURI(path)}`, path });
const file = (path: string, title?: string): CompletedMentionView => ({
  mention: { kind: "file", ...at(path) },
  rank: 0,
  ...(title === undefined ? {} : { title }),
});
const folder = (path: string): CompletedMentionView => ({ mention: { kind: "folder", ...at(path) }, rank: 0 });
const heading = (path: string, ...headings: string[]): CompletedMentionView => ({
  mention: { kind: "heading", ...at(path), headings },
  rank: 0,
});

const places = [
  file("en/travel policy.md", "Travel in 2025"),
  folder("en"),
  file("he/מדיניות החזרים.md", "החזרים"),
  folder("he"),
  file("a rather long folder name/another folder that is long/a file with a name that does not fit into the panel.md"),
];
const headings = [
  heading("en/travel policy.md", "Travel", "Hotels"),
  heading("en/travel policy.md", "Travel", "Trains"),
  heading("he/מדיניות החזרים.md", "החזרים", "מסמכים נדרשים"),
];

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

interface Bench {
  readonly page: Page;
  readonly panel: PanelPage;
  readonly asked: AskParams[];
  readonly saved: ConversationState[];
  /** What was typed of mentions, and whether it was called off. */
  readonly typed: { readonly typed: string; called: boolean }[];
  readonly list: ReturnType<Page["locator"]>;
  readonly selected: () => Promise<string>;
  readonly chips: () => Promise<readonly string[]>;
}

async function withPanel(options: Partial<PanelPageOptions>, story: (bench: Bench) => Promise<void>): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, ...options });
  const { page, host } = panel;
  const asked: AskParams[] = [];
  const saved: ConversationState[] = [];
  const typed: Bench["typed"] = [];
  host.onRequest(panelAsk, (params) => (asked.push(params), { ...english, question: params.question }));
  host.onNotification(panelSaveConversation, (state) => void saved.push(state));
  host.onRequest(panelCompleteMention, async (params, token) => {
    const note = { typed: params.typed, called: false };
    typed.push(note);
    token.onCancellationRequested(() => (note.called = true));
    if (params.typed === "slow") await new Promise((resolve) => token.onCancellationRequested(resolve));
    const matches = compileTyped(params.typed);
    const keys = ({ mention, title = "" }: CompletedMentionView) => ({
      name: wordsKey(mention.kind === "heading" ? (mention.headings.at(-1) ?? "") : mention.path.replace(/^.*\//, "")),
      around: wordsKey(`${mention.path} ${title}`),
    });
    return (params.of === "places" ? places : headings).filter((one) => matches(keys(one)) !== undefined);
  });
  const list = page.getByRole("listbox");
  try {
    await page.locator("textarea:focus").waitFor();
    await story({
      ...{ page, panel, asked, saved, typed, list },
      selected: async () =>
        (await page.locator('[role="option"][aria-selected="true"] .mention-name').textContent()) ?? "",
      chips: () => page.locator(".composer .mention .mention-name").allTextContents(),
    });
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

test("a file is chosen by the keyboard, and the question asked of it, without what was typed of it", () =>
  withPanel({}, async ({ page, list, selected, chips, asked, saved }) => {
    const box = page.locator("textarea");
    await page.keyboard.type("How long does ");
    await page.keyboard.type("@tra");
    await list.waitFor();
    assert.equal(await selected(), "travel policy.md");
    assert.equal(await box.getAttribute("aria-autocomplete"), "list");
    const active = await box.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active ?? ""}`).getAttribute("aria-selected"), "true");
    assert.equal(
      await page.locator(`#${(await box.getAttribute("aria-controls")) ?? ""}`).getAttribute("role"),
      "listbox",
    );
    await page.keyboard.press("Enter");
    assert.deepEqual(await chips(), ["en/travel policy.md"]);
    assert.equal(await box.inputValue(), "How long does ");
    assert.equal(await box.getAttribute("aria-activedescendant"), null);
    await page.keyboard.type("it take?");
    await page.keyboard.press("Enter");
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 1,
    );
    assert.equal(asked[0]?.question, "How long does it take?");
    assert.deepEqual(
      asked.map(({ mentions }) => mentions),
      [[places[0]?.mention]],
    );
    assert.deepEqual(await chips(), []);
    await page.locator(".question + .mentions .mention-name", { hasText: "travel policy.md" }).waitFor();
    await until(
      "it is saved",
      () => Promise.resolve(saved.at(-1)?.turns[0]?.mentions?.length),
      (count) => count === 1,
    );
  }));

test("arrows go round, Tab chooses, Escape closes the list until another mention, and stops nothing", () =>
  withPanel({}, async ({ page, list, selected, chips, asked }) => {
    await page.keyboard.type("@");
    await list.waitFor();
    await page.keyboard.press("ArrowUp");
    assert.match(await selected(), /does not fit/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await selected(), "en/");
    await page.keyboard.press("Tab");
    assert.deepEqual(await chips(), ["en"]);
    assert.ok(await page.locator("textarea").evaluate((box) => box === document.activeElement));
    await page.keyboard.type("@he");
    await list.waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    await page.keyboard.type("b");
    await page.keyboard.press("Enter");
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 1,
    );
    assert.equal(asked[0]?.question, "@heb");
    await page.keyboard.type("@he");
    await list.waitFor();
  }));

test("headings are chosen after a hash, and a section takes the place of its file", () =>
  withPanel({}, async ({ page, list, chips }) => {
    await page.keyboard.type("@tra");
    await list.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("#ho");
    await list.waitFor();
    await page.keyboard.press("Enter");
    assert.deepEqual(await chips(), ["Hotels"]);
    await page.keyboard.press("Backspace");
    assert.deepEqual(await chips(), []);
    for (const words of ["#5 how", "C# ", "me@tra", "what @tra is it?", "# heading"]) {
      await page.keyboard.type(words);
      await page.keyboard.press("Control+A");
      await list.waitFor({ state: "detached" });
      await page.keyboard.press("Delete");
    }
  }));

test("a mention is left out by its button, and those of a question asked before come back with it", () =>
  withPanel({}, async ({ page, list, chips, asked, panel }) => {
    for (const typed of ["@en", "@מדיניות ה"]) {
      await page.keyboard.type(typed);
      await list.waitFor();
      await page.keyboard.press("Enter");
    }
    assert.deepEqual(await chips(), ["en/travel policy.md", "he/מדיניות החזרים.md"]);
    await page.keyboard.type("כמה זה עולה?");
    await panel.screenshot("mentions-composer");
    await page.keyboard.press("Enter");
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 1,
    );
    await page.keyboard.press("ArrowUp");
    assert.deepEqual(await chips(), ["en/travel policy.md", "he/מדיניות החזרים.md"]);
    await page.getByRole("button", { name: "Leave out en/travel policy.md" }).click();
    assert.deepEqual(await chips(), ["he/מדיניות החזרים.md"]);
    await page.keyboard.press("Enter");
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 2,
    );
    const { question, mentions, previous } = asked[1] ?? { question: "" };
    assert.deepEqual([question, mentions], ["כמה זה עולה?", [places[2]?.mention]]);
    assert.equal(previous?.mentions?.length, 2);
    await page.locator('button[aria-label="Ask again"]').first().click();
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 3,
    );
    assert.equal(asked[2]?.mentions?.length, 2);
    await panel.host.sendNotification(panelPutQuestion, {
      question: "Of old?",
      mentions: places.slice(0, 1).map(({ mention }): Mention => mention),
      submit: false,
    });
    await page.locator(".composer .mention").waitFor();
    assert.deepEqual(await chips(), ["en/travel policy.md"]);
  }));

test("what is not wanted any more is called off, and words that name nothing are the question's own", () =>
  withPanel({}, async ({ page, typed, asked }) => {
    await page.keyboard.type("@slow");
    await until(
      "it is looked up",
      () => Promise.resolve(typed.at(-1)?.typed),
      (last) => last === "slow",
    );
    await page.keyboard.type(" ");
    await until(
      "it is called off",
      () => Promise.resolve(typed.find((one) => one.typed === "slow")?.called),
      (called) => called === true,
    );
    await page.keyboard.press("Control+A");
    await page.keyboard.type("@zzz");
    await page.getByText("No file or folder fits “zzz”.").last().waitFor();
    await page.keyboard.type(" is it?");
    await page.locator(".mention-none").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await until(
      "it is asked",
      () => Promise.resolve(asked.length),
      (count) => count === 1,
    );
    assert.equal(asked[0]?.question, "@zzz is it?");
  }));

test("a click chooses, and the list stays within narrow panels of either direction", () =>
  withPanel({ size: { width: 320, height: 500 }, language: "he" }, async ({ page, list, chips, panel }) => {
    await page.keyboard.type("@");
    await list.waitFor();
    await panel.screenshot("mentions-narrow-he");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, String(wide));
    await page.getByRole("option").nth(4).click();
    assert.equal((await chips()).length, 1);
    await panel.screenshot("mentions-narrow-he-chosen");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    assert.ok(await page.locator("textarea").evaluate((box) => box === document.activeElement));
  }));

for (const theme of allThemes)
  test(`axe finds nothing wrong with mentions: ${theme}`, () =>
    withPanel({ theme }, async ({ page, list, panel }) => {
      await page.keyboard.type("@tra");
      await list.waitFor();
      await page.keyboard.press("Enter");
      await page.keyboard.type("Why? @");
      await list.waitFor();
      await panel.screenshot(`mentions-${theme.replaceAll(" ", "-")}`);
      assert.deepEqual(await accessibilityProblems(page), []);
      await page.keyboard.type("zzz");
      await page.locator(".mention-none").waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
    }));
