import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { panelVerdicts, type ConversationState } from "../../protocol/panelMessages.ts";
import {
  panelBuildShots,
  panelMineShots,
  panelOpenShotsPlace,
  panelPreviewShots,
  panelShotsSources,
  panelUseShots,
  type BuildShotsParams,
  type MinedShotsView,
  type ShotsPreviewView,
  type ShotsSource,
  type UseShotsParams,
} from "../../protocol/shotsBuilding.ts";
import type { Place } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { english, ready } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const range = { start: { line: 6, character: 0 }, end: { line: 8, character: 0 } };
const file: ShotsSource = { kind: "file", uri: "file:///w/handbook/faq.md", path: "handbook/faq.md" };
const folder: ShotsSource = { kind: "folder", uri: "file:///w/handbook", path: "handbook" };
const mined: MinedShotsView = {
  id: "m",
  kinds: [
    { kind: "table", pairs: 120, labels: ["delivery", "other", "refund"] },
    { kind: "heading", pairs: 12, labels: [] },
  ],
  flagged: 2,
  widened: false,
};
const prompt = `Say which label the text has: delivery, other, refund.

text: My parcel is late, I want my money.
label: refund

text: איפה החבילה שלי?
label: delivery

text: 
label:`;
const preview: ShotsPreviewView = {
  text: "---\nshots: 1\n---\n",
  prompt,
  tokens: 1234,
  counter: "o200k_base",
  budget: 1000,
  demonstrations: [
    {
      input: "My parcel is late, I want my money.",
      output: "refund",
      place: { uri: "file:///w/handbook/rows.csv", path: "handbook/rows.csv", range },
    },
    {
      input: "איפה החבילה שלי?",
      output: "delivery",
      place: { uri: "file:///w/he/שורות.csv", path: "he/שורות.csv", range },
    },
    { input: "Hello there", output: "other" },
  ],
  dropped: ["A very long letter that nobody has room for", "מכתב ארוך מאוד"],
  warnings: [
    { kind: "few", found: 5, wanted: 8 },
    { kind: "nearDuplicates", demonstrations: 1 },
    { kind: "overBudget", tokens: 1234, budget: 1000 },
  ],
  comparedBy: { kind: "vectors" },
};

const conversation: ConversationState = {
  version: 1,
  turns: [{ id: "t", question: english.question, askedAt: 0, outcome: { kind: "answered", answer: english } }],
  draft: "",
};

/** What the extension was asked. */
interface Asked {
  readonly sources: ShotsSource[];
  readonly previews: BuildShotsParams[];
  readonly uses: UseShotsParams[];
  readonly places: Place[];
}

interface Answers {
  readonly mine?: (source: ShotsSource) => Promise<MinedShotsView | { readonly nothing: string }>;
  readonly preview?: (params: BuildShotsParams, cancelled: Promise<void>) => Promise<ShotsPreviewView>;
  readonly use?: (params: UseShotsParams) => null;
}

async function withBuilder(
  options: Partial<PanelPageOptions> & Answers,
  story: (
    panel: PanelPage & { readonly asked: Asked; begin(...sources: readonly ShotsSource[]): Promise<void> },
  ) => Promise<void>,
): Promise<void> {
  const { mine = async () => mined, preview: show = async () => preview, use = () => null, ...rest } = options;
  const panel = await openPanelPage(browser, script, { status: ready, ...rest });
  const asked: Asked = { sources: [], previews: [], uses: [], places: [] };
  try {
    const { host, page } = panel;
    host.onRequest(panelVerdicts, ({ words }) => words.map(() => null));
    host.onRequest(panelShotsSources, () => [folder]);
    host.onRequest(panelMineShots, (source) => (asked.sources.push(source), mine(source)));
    host.onRequest(panelPreviewShots, (params, token) => {
      asked.previews.push(params);
      return show(params, new Promise((resolve) => token.onCancellationRequested(() => resolve())));
    });
    host.onRequest(panelOpenShotsPlace, (place) => (asked.places.push(place), null));
    host.onRequest(panelUseShots, (params) => (asked.uses.push(params), use(params)));
    await page.locator("textarea:focus").waitFor();
    await story({
      ...panel,
      asked,
      begin: (...sources) => host.sendNotification(panelBuildShots.method, { sources }),
    });
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const form = (page: PanelPage["page"]) => page.getByRole("form", { name: "Build a few-shot prompt" });

test("a person who changes nothing has a prompt in one click, by the keyboard, and comes back where they were", async () => {
  await withBuilder({ conversation }, async ({ page, begin, asked }) => {
    await begin(file);
    await form(page).getByText("1,234 of 1,000 tokens, by o200k_base").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "source");
    assert.equal(await page.locator(".log").isVisible(), false);
    assert.deepEqual(asked.previews, [
      {
        ...{ id: "m", kind: "table", selector: "mmr", balanced: true, order: "similar-last", k: 8 },
        ...{ template: "completion", task: "Say which label the text has: delivery, other, refund." },
      },
    ]);
    await form(page).getByRole("button", { name: "Open as .shots" }).focus();
    await page.keyboard.press("Enter");
    await form(page).getByText("Opened as a .shots document").waitFor();
    assert.deepEqual(asked.uses, [{ use: "open", text: preview.text }]);
    await page.keyboard.press("Escape");
    await form(page).waitFor({ state: "detached" });
    assert.equal(await page.locator(".log").isVisible(), true);
    await page.locator("ask-docs-composer textarea:focus").waitFor();
  });
});

test("everything is reached by the Tab key alone, in the order in which it stands", async () => {
  await withBuilder({}, async ({ page, begin }) => {
    await begin(file);
    await form(page).locator(".preview-prompt").waitFor();
    const names: string[] = [];
    for (let step = 0; step < 14; step += 1) {
      names.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          return at?.getAttribute("name") ?? [at?.className, at?.textContent.trim()].find((text) => text !== "") ?? "";
        }),
      );
      await page.keyboard.press("Tab");
    }
    assert.deepEqual(names.slice(0, 5), ["source", "kind", "k", "selector", "input"]);
    assert.equal(names[5], "More choices");
    assert.deepEqual(names.slice(6, 9), ["preview-prompt", "link-button", "link-button"]);
    assert.deepEqual(names.slice(9), ["Open as .shots", "Insert as text", "Insert as snippet", "Copy", "Try…"]);
  });
});

test("the preview follows what is chosen, after a pause, and earlier requests are cancelled", async () => {
  let cancelled = 0;
  const first = Promise.withResolvers<undefined>();
  await withBuilder(
    {
      preview: async ({ k }, gone) => {
        if (k === 8) {
          first.resolve(undefined);
          await gone;
          cancelled += 1;
        }
        return { ...preview, tokens: k };
      },
    },
    async ({ page, begin, asked }) => {
      await begin(file);
      await first.promise;
      const k = form(page).getByLabel("Demonstrations", { exact: true });
      await k.fill("");
      await form(page).getByText("a whole number from 1 to 1000").waitFor();
      await k.pressSequentially("12", { delay: 20 });
      await form(page).getByText("12 of 1,000 tokens").waitFor();
      assert.deepEqual(
        asked.previews.map((params) => params.k),
        [8, 12],
      );
      assert.equal(cancelled, 1);
      // With an input there are more ways to choose, and the one that measured best is taken.
      await form(page).getByLabel("Choose them for this input").fill("Where is it?");
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("[name=selector]")?.value === "consensus",
      );
      await form(page).getByLabel("Which pairs").selectOption("heading");
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>("[name=selector]")?.value === "hybrid",
      );
      await form(page).getByText("More choices").click();
      assert.equal(await form(page).getByLabel("Task").inputValue(), "Answer the question as the examples do.");
      await form(page).getByLabel("Most tokens").fill("300");
      await form(page).getByLabel("Written as").selectOption("xml");
      await form(page).getByLabel("Task").fill("Réponds.");
      await form(page).getByLabel("Count tokens").fill("gpt-4.1-mini");
      while (asked.previews.at(-1)?.model !== "gpt-4.1-mini") await page.waitForTimeout(20);
      assert.deepEqual(asked.previews.at(-1), {
        ...{ id: "m", kind: "heading", selector: "hybrid", balanced: false, order: "similar-last", k: 12 },
        ...{ template: "xml", budget: 300, task: "Réponds.", model: "gpt-4.1-mini", input: "Where is it?" },
      });
    },
  );
});

test("words serve until meaning is ready, which is said; then the preview is made anew", async () => {
  await withBuilder(
    {
      preview: (() => {
        let calls = 0;
        return async () => {
          calls += 1;
          return {
            ...preview,
            comparedBy: calls === 1 ? { kind: "making", done: 16, total: 120 } : { kind: "vectors" },
          };
        };
      })(),
    },
    async ({ page, begin, asked }) => {
      await begin(file);
      const words = form(page).getByText("Chosen by words alone until meaning is ready: 16 of 120 pairs.");
      await words.waitFor();
      await words.waitFor({ state: "detached" });
      assert.equal(asked.previews.length, 2);
    },
  );
});

test("a source without pairs says so, another can be chosen, and a source opens at its place", async () => {
  await withBuilder(
    { mine: async ({ kind }) => (kind === "file" ? { nothing: "Nothing there can be mined." } : mined) },
    async ({ page, begin, asked }) => {
      await begin(file);
      await form(page).getByRole("alert").getByText("Nothing there can be mined.").waitFor();
      assert.equal(await form(page).locator("vscode-button:not([disabled])").count(), 0);
      await form(page).getByRole("button", { name: "Try Again" }).click();
      while (asked.sources.length < 2) await page.waitForTimeout(10);
      await form(page).getByLabel("From").selectOption({ label: "Folder handbook" });
      await form(page).getByRole("button", { name: "handbook/rows.csv:7" }).click();
      assert.deepEqual(asked.sources, [file, file, folder]);
      assert.equal(asked.places[0]?.path, "handbook/rows.csv");
    },
  );
});

test("an answer is built from by its button, alone or with its pages; what fails is said in the view", async () => {
  await withBuilder(
    {
      conversation,
      use: () => {
        throw new Error("No editor is open to insert into. Open one.");
      },
    },
    async ({ page, asked }) => {
      const button = page.getByRole("button", { name: "Build a few-shot prompt from this answer" });
      await button.focus();
      await page.keyboard.press("Enter");
      await form(page).locator(".preview-prompt").waitFor();
      const [source] = asked.sources;
      assert.ok(source?.kind === "answer");
      const [{ question, citations } = assert.fail()] = source.answers;
      assert.equal(question, english.question);
      assert.deepEqual(citations, english.citations);
      await form(page).getByRole("button", { name: "Insert as text" }).click();
      await form(page).getByRole("alert").getByText("No editor is open to insert into. Open one.").waitFor();
      await form(page).getByRole("button", { name: "Back to the conversation" }).click();
      assert.equal(await button.evaluate((node) => node === document.activeElement), true);
    },
  );
});

for (const size of [
  { width: 300, height: 760 },
  { width: 460, height: 1100 },
  { width: 1100, height: 900 },
])
  test(`it fits into ${size.width} pixels, in every theme, with each text in its own direction`, async () => {
    await withBuilder(
      { size, withoutCsp: true, reducedMotion: true },
      async ({ page, begin, screenshot, setTheme }) => {
        await begin(file);
        await form(page).locator(".preview-prompt").waitFor();
        const overflow = await page.locator(".builder-scroll").evaluate((node) => node.scrollWidth - node.clientWidth);
        assert.equal(overflow, 0);
        const hebrew = form(page).locator(".demonstration-input").nth(1);
        assert.equal(await hebrew.evaluate((node) => getComputedStyle(node).direction), "rtl");
        if (size.width > 300) await form(page).getByText("More choices").click();
        for (const theme of ["dark", "light", "high contrast", "high contrast light"] satisfies ThemeName[]) {
          await setTheme(theme);
          await screenshot(`shots-builder-${size.width}-${theme.replaceAll(" ", "-")}`);
          assert.deepEqual(await accessibilityProblems(page), [], theme);
        }
        await form(page).locator(".preview-dropped").scrollIntoViewIfNeeded();
        await screenshot(`shots-builder-${size.width}-end`);
      },
    );
  });

test("in Hebrew the builder is mirrored and speaks Hebrew; prompts keep their own direction", async () => {
  await withBuilder({ language: "he", size: { width: 360, height: 900 } }, async ({ page, begin, screenshot }) => {
    await begin(file);
    await page.locator(".preview-prompt").waitFor();
    await page.getByRole("heading", { name: "בניית פרומפט few-shot" }).waitFor();
    const builder = page.locator(".builder-scroll");
    assert.equal(await builder.evaluate((node) => getComputedStyle(node).direction), "rtl");
    assert.equal(await builder.evaluate((node) => node.scrollWidth - node.clientWidth), 0);
    const input = page.locator(".demonstration-input").first();
    assert.equal(await input.evaluate((node) => getComputedStyle(node).direction), "ltr");
    await page.locator("summary").click();
    await screenshot("shots-builder-hebrew");
    await page.locator(".preview-dropped").scrollIntoViewIfNeeded();
    await screenshot("shots-builder-hebrew-end");
  });
});
