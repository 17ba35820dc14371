import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import {
  panelAction,
  panelAnswerRefined,
  panelAsk,
  panelClear,
  panelCopyMarkdown,
  panelLocateCitation,
  panelOpenCitation,
  panelPutQuestion,
  panelSaveConversation,
  panelShowPlain,
  panelStatusChanged,
  panelStop,
  type ConversationState,
  type Turn,
  type TurnOutcome,
} from "../../protocol/panelMessages.ts";
import type { AnswerView, CitationView, IndexStatus } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { abstained, answer, cite, english, hebrew, hostile, ready, written } from "./samples.ts";

const allThemes: readonly ThemeName[] = ["dark", "light", "high contrast", "high contrast light"];

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

/** Opens the panel, tells the story, and wants no problem and no refused load in the end. */
async function withPanel(
  options: Partial<PanelPageOptions>,
  story: (panel: PanelPage) => Promise<void>,
): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, ...options });
  try {
    await panel.page.locator("textarea").waitFor();
    if (options.status?.folders.length !== 0) await panel.page.locator("textarea:focus").waitFor();
    await story(panel);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const turnOf = (outcome: TurnOutcome, question: string): Turn => ({ id: question, question, askedAt: 0, outcome });
const answered = (view: AnswerView): Turn => turnOf({ kind: "answered", answer: view }, view.question);
const conversation = (...turns: readonly Turn[]): ConversationState => ({ version: 1, turns, draft: "" });

/** Every state that is a picture: what it begins with, and the words by which it is known. */
const states: Readonly<
  Record<string, { readonly options: Partial<PanelPageOptions>; readonly shows: string | RegExp }>
> = {
  empty: { options: {}, shows: "Ask your documents" },
  "no-folder": { options: { status: { ...ready, folders: [], files: 0 } }, shows: "Open a folder with documents" },
  "no-documents": { options: { status: { ...ready, files: 0 } }, shows: "No documents were found here" },
  starting: { options: { status: { ...ready, activity: "starting" } }, shows: "Starting…" },
  indexing: {
    options: { status: { ...ready, activity: "reading", read: 1204, toRead: 2757 } },
    shows: "Reading documents: 1,204 of 2,757.",
  },
  partial: {
    options: {
      status: { ...ready, activity: "embedding", files: 2757, embeddedFiles: 312, passages: 20000, embedded: 2400 },
      conversation: conversation(answered(english)),
    },
    shows: "312 of 2,757 pages have vectors.",
  },
  battery: {
    options: { status: { ...ready, activity: "waiting", waitReason: "battery", embedded: 120, embeddedFiles: 11 } },
    shows: "Waiting for mains power.",
  },
  paused: {
    options: { status: { ...ready, activity: "paused", embedded: 120, embeddedFiles: 11 } },
    shows: "Indexing is paused.",
  },
  "index-failed": {
    options: {
      status: { ...ready, activity: "failed", problem: "The index could not be opened; rebuild it, or see the log." },
    },
    shows: "The index could not be opened",
  },
  "unread-files": { options: { status: { ...ready, failedFiles: 3 } }, shows: "3 files could not be read." },
  restricted: { options: { status: { ...ready, trusted: false } }, shows: "Restricted workspace" },
  "no-server": { options: { ready: "fails" }, shows: "Ask Docs does not answer." },
  searching: {
    options: { conversation: conversation(turnOf({ kind: "searching" }, "How long are backups kept?")) },
    shows: "Searching your documents…",
  },
  refining: {
    options: { conversation: conversation(turnOf({ kind: "refining", answer: english }, english.question)) },
    shows: "Refining…",
  },
  answered: { options: { conversation: conversation(answered(english)) }, shows: "Backups are kept for 35 days" },
  written: { options: { conversation: conversation(answered(written)) }, shows: "not in the sources" },
  hebrew: { options: { conversation: conversation(answered(hebrew)) }, shows: "שולחים את ההזמנה" },
  abstained: {
    options: { conversation: conversation(answered(abstained)) },
    shows: "Your documents do not answer this.",
  },
  stopped: {
    options: {
      conversation: conversation(
        turnOf({ kind: "stopped" }, "What is kept where?"),
        turnOf({ kind: "stopped", answer: english }, english.question),
      ),
    },
    shows: "Stopped while refining",
  },
  failed: {
    options: {
      conversation: conversation(
        turnOf(
          { kind: "failed", message: "The question could not be answered: the search process ended. Ask again." },
          "Where are the keys?",
        ),
      ),
    },
    shows: "the search process ended",
  },
};

for (const [name, { options, shows }] of Object.entries(states)) {
  test(`state ${name} is shown in every theme`, async () => {
    await withPanel(options, async ({ page, screenshot, setTheme }) => {
      await page.getByText(shows).first().waitFor();
      for (const theme of allThemes) {
        await setTheme(theme);
        await screenshot(`${name}-${theme.replaceAll(" ", "-")}`);
      }
    });
  });
}

for (const [name, { options, shows }] of Object.entries(states)) {
  test(`axe finds nothing wrong with state ${name} in any theme`, async () => {
    await withPanel({ ...options, withoutCsp: true, reducedMotion: true }, async ({ page, setTheme }) => {
      await page.getByText(shows).first().waitFor();
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "nothing moves");
      for (const theme of allThemes) {
        await setTheme(theme);
        assert.deepEqual(await accessibilityProblems(page), [], theme);
      }
    });
  });
}

for (const [name, { options, shows }] of Object.entries(states)) {
  test(`at 200 % zoom, 320 pixels wide, nothing of state ${name} runs out of the panel`, async () => {
    await withPanel({ ...options, size: { width: 320, height: 380 } }, async ({ page, screenshot }) => {
      await page.getByText(shows).first().waitFor();
      const overflow = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll(".log, .turns, .bottom")].map(
          (element) => element.scrollWidth - element.clientWidth,
        ),
      );
      assert.deepEqual([...new Set(overflow)], [0]);
      await screenshot(`zoomed-${name}`);
    });
  });
}

test("a question is asked, refined in place and answered; the words are read aloud once", async () => {
  await withPanel({}, async ({ page, host, screenshot }) => {
    let finish = (_: AnswerView): void => assert.fail("the question was not asked");
    let id = "";
    host.onRequest(panelAsk, (params) => {
      id = params.id;
      assert.equal(params.question, "How long are backups kept?\nAnd where?");
      return new Promise<AnswerView>((resolve) => (finish = resolve));
    });
    await page.keyboard.type("How long are backups kept?");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("And where?");
    await screenshot("multi-line");
    await page.keyboard.press("Enter");
    await page.getByText("Searching your documents…").waitFor();
    assert.equal(await page.locator("textarea").inputValue(), "");
    await host.sendNotification(panelAnswerRefined, { id, answer: abstained, refining: true });
    await page.getByText("Refining…").waitFor();
    await host.sendNotification(panelAnswerRefined, { id, answer: english, refining: true });
    const words = page.getByText("Backups are kept for 35 days");
    await words.first().waitFor();
    const before = await words.first().boundingBox();
    const element = await words.first().elementHandle();
    finish(english);
    await page.getByText("Refining…").waitFor({ state: "detached" });
    assert.deepEqual(await words.first().boundingBox(), before);
    assert.equal(await element.evaluate((node) => node.isConnected), true);
    assert.match(await page.locator(".heard[role=log]").innerText(), /^Backups are kept for 35 days/);
    assert.equal(await page.getByRole("status").innerText(), "");
    await page.getByText("43 of 43 files").waitFor();
    assert.equal(
      await page.locator(".freshness").innerText(),
      "43 of 43 files · 2 passages without a vector yet · looked through 4 s before · confidence 0.9",
    );
  });
});

test("the keyboard reaches every chip; its card shows the words in context; Enter opens it", async () => {
  await withPanel({ conversation: conversation(answered(english)) }, async ({ page, host, screenshot }) => {
    const opened: CitationView[] = [];
    const range = { start: { line: 40, character: 0 }, end: { line: 40, character: 9 } };
    host.onRequest(panelLocateCitation, (citation) => ({ kind: "unchanged" as const, place: citation.place }));
    host.onRequest(panelOpenCitation, (citation) => {
      opened.push(citation);
      return { kind: "moved" as const, place: { ...citation.place, range } };
    });
    await page.locator("textarea").focus();
    const chip = page.getByRole("button", { name: "Source 1: en/backups.md, line 19" }).first();
    const hasFocus = (): Promise<boolean> => chip.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 20 && !(await hasFocus()); step += 1) await page.keyboard.press("Shift+Tab");
    assert.equal(await hasFocus(), true);
    const card = page.getByRole("tooltip");
    await card.getByText("A snapshot is taken every night at two.").waitFor();
    await card.getByText("The words stand unchanged.").waitFor();
    await screenshot("card");
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Source 1: en/backups.md, line 19, moved" }).first().waitFor();
    assert.deepEqual(opened, [english.citations[0]]);
    await screenshot("moved");
  });
});

test("the card opens under a resting pointer and stays while the pointer is on it", async () => {
  await withPanel(
    { conversation: conversation(answered(hebrew)), theme: "light" },
    async ({ page, host, screenshot }) => {
      host.onRequest(panelLocateCitation, () => ({ kind: "gone" as const }));
      const card = page.getByRole("tooltip");
      await page.locator(".chip").first().hover();
      await card.getByText("The words are gone from this file.").waitFor();
      await screenshot("card-hebrew");
      await card.hover();
      await page.waitForTimeout(400);
      assert.equal(await card.isVisible(), true);
      await page.mouse.move(5, 5);
      await card.waitFor({ state: "hidden" });
    },
  );
});

test("Hebrew stands on the right, code and paths run from left to right", async () => {
  await withPanel({ conversation: conversation(answered(hebrew)) }, async ({ page }) => {
    const direction = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction(".question"), "rtl");
    assert.equal(await direction(".prose"), "rtl");
    assert.equal(await direction(".answer li"), "rtl");
    assert.equal(await direction(".answer ul"), "rtl");
    assert.equal(await direction(".answer blockquote"), "rtl");
    assert.equal(await direction(".answer td"), "rtl");
    assert.equal(await direction(".answer code"), "ltr");
    assert.equal(await direction(".place"), "ltr");
  });
});

test("nothing in a document loads, runs, styles or leads away", async () => {
  for (const theme of ["dark", "light"] as const) {
    await withPanel({ conversation: conversation(answered(hostile)), theme }, async ({ page, host, screenshot }) => {
      host.onRequest(panelLocateCitation, (citation) => ({ kind: "unchanged" as const, place: citation.place }));
      await page.getByText("Hello <b>there</b>").first().waitFor();
      await page.locator(".chip").first().focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      await page.getByRole("tooltip").waitFor();
      await screenshot(`hostile-${theme}`);
      assert.equal(await page.evaluate(() => "attacked" in globalThis), false);
      const outcome = page.locator(".outcome, ask-docs-citation-card");
      assert.equal(
        await outcome
          .locator(
            "script, img, iframe, style, a, object, svg:not(.icon), [style]:not(ask-docs-citation-card), [onerror], [onload]",
          )
          .count(),
        0,
      );
      assert.equal(await page.locator(".answer .link").first().getAttribute("title"), "https://evil.example/");
    });
  }
});

test("stopping tells the extension and keeps the answer there is", async () => {
  await withPanel({}, async ({ page, host }) => {
    const stopped: string[] = [];
    const asked: string[] = [];
    host.onNotification(panelStop, ({ id }) => void stopped.push(id));
    host.onRequest(panelAsk, ({ id }) => {
      asked.push(id);
      return new Promise<never>(() => undefined);
    });
    await page.keyboard.type("What is kept?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped.").first().waitFor();
    assert.deepEqual(stopped, asked);
    await host.sendNotification(panelPutQuestion, { question: "And where?", submit: true });
    await page.getByText("Searching your documents…").waitFor();
    await host.sendNotification(panelAnswerRefined, { id: asked[1] ?? "", answer: english, refining: true });
    await page.getByText("Refining…").waitFor();
    await page.locator("textarea").press("Escape");
    await page.getByText("Stopped while refining").waitFor();
  });
});

test("a failed question can be asked again in its place", async () => {
  await withPanel({}, async ({ page, host }) => {
    let failing = true;
    host.onRequest(panelAsk, () => {
      if (failing) throw new Error("The search process ended; ask again.");
      return english;
    });
    await page.keyboard.type("How long are backups kept?");
    await page.keyboard.press("Enter");
    await page.getByText("The search process ended; ask again.").first().waitFor();
    failing = false;
    await page.getByRole("button", { name: "Ask Again" }).click();
    await page.getByText("Backups are kept for 35 days").first().waitFor();
    assert.equal(await page.locator("ask-docs-turn").count(), 1);
  });
});

test("the draft and the questions asked before come back by the arrow keys, and are saved", async () => {
  const start = { ...conversation(answered(english), answered(hebrew)), draft: "half a thou" };
  await withPanel({ conversation: start }, async ({ page, host }) => {
    const saved: ConversationState[] = [];
    host.onNotification(panelSaveConversation, (state) => void saved.push(state));
    const box = page.locator("textarea");
    await page.waitForFunction(() => document.querySelector("textarea")?.value === "half a thou");
    await box.press("End");
    await page.keyboard.type("ght");
    while (saved.length === 0) await page.waitForTimeout(20);
    assert.equal(saved[0]?.draft, "half a thought");
    await box.press("Home");
    await page.keyboard.press("ArrowUp");
    assert.equal(await box.inputValue(), hebrew.question);
    await page.keyboard.press("ArrowUp");
    assert.equal(await box.inputValue(), english.question);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box.inputValue(), "half a thought");
  });
});

test("ways out and tools reach the extension", async () => {
  const options = { status: { ...ready, trusted: false }, conversation: conversation(answered(english)) };
  await withPanel(options, async ({ page, host }) => {
    const heard: unknown[] = [];
    host.onNotification(panelAction, ({ action }) => void heard.push(action));
    host.onNotification(panelCopyMarkdown, ({ turn }) => void heard.push(turn.question));
    host.onNotification(panelShowPlain, ({ id }) => void heard.push(`plain: ${id}`));
    await page.getByRole("button", { name: "Manage Trust" }).click();
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await page.getByRole("button", { name: "Show as plain text" }).press("Enter");
    await page.waitForTimeout(50);
    assert.deepEqual(heard, ["manageTrust", english.question, `plain: ${english.question}`]);
    const failed: IndexStatus = { ...ready, activity: "failed" };
    await host.sendNotification(panelStatusChanged, failed);
    await page.getByRole("button", { name: "Rebuild Index" }).waitFor();
    await host.sendNotification(panelClear, {});
    await page.getByRole("heading", { name: "Ask your documents" }).waitFor();
  });
});

test("of a thousand turns the newest thirty are drawn, and earlier ones when they are asked for", async () => {
  const turns = Array.from({ length: 1000 }, (_, index) => ({ ...answered(written), id: String(index) }));
  await withPanel({ conversation: conversation(...turns) }, async ({ page }) => {
    await page.locator("ask-docs-turn").first().waitFor();
    assert.equal(await page.locator("ask-docs-turn").count(), 30);
    const atEnd = await page.locator(".log").evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
    const lastTop = await page
      .locator("ask-docs-turn")
      .last()
      .evaluate((turn) => turn.getBoundingClientRect().top);
    assert.ok(atEnd < 30 || Math.abs(lastTop) < 30, `the newest turn is in sight (${atEnd}, ${lastTop})`);
    await page.getByRole("button", { name: "Show earlier questions" }).click();
    assert.equal(await page.locator("ask-docs-turn").count(), 60);
  });
});

test("a wide panel and a very narrow one hold the same answer", async () => {
  for (const [name, width] of [
    ["wide", 1100],
    ["narrow", 220],
  ] as const) {
    const turns = conversation(answered(english), answered(hebrew), answered(abstained));
    await withPanel({ conversation: turns, size: { width, height: 800 } }, async ({ page, screenshot }) => {
      await page.getByText("The nearest places:").waitFor();
      await screenshot(name);
      const overflow = await page.locator(".log").evaluate((log) => log.scrollWidth - log.clientWidth);
      assert.equal(overflow, 0);
    });
  }
});

test("a chip never stands alone on a line", async () => {
  await withPanel({ conversation: conversation(answered(english)) }, async ({ page }) => {
    for (let width = 300; width <= 440; width += 10) {
      await page.setViewportSize({ width, height: 600 });
      const alone = await page
        .locator(".prose")
        .first()
        .evaluate((paragraph) => {
          const start = paragraph.getBoundingClientRect().left;
          const chip = paragraph.querySelector(".chip")?.getBoundingClientRect().left ?? start;
          return chip - start < 20;
        });
      assert.equal(alone, false, `${width} pixels wide`);
    }
  });
});

test("a right-to-left breadcrumb begins on the right", async () => {
  await withPanel({ conversation: conversation(answered(hebrew)) }, async ({ page }) => {
    const steps = page.locator(".breadcrumb").first().locator("bdi");
    const [first, second] = [await steps.nth(0).boundingBox(), await steps.nth(1).boundingBox()];
    assert.ok((first?.x ?? 0) > (second?.x ?? 0));
  });
});

test("words in one's own hand stay words", async () => {
  const view = answer("*What* <b>is</b> `this`?", [["Nothing.", [1]]], [cite(1, "a.md", 1, "Nothing.")]);
  await withPanel({ conversation: conversation(answered(view)) }, async ({ page }) => {
    await page.getByRole("heading", { name: "*What* <b>is</b> `this`?" }).waitFor();
  });
});

test("nothing moves for those who want less motion", async () => {
  const searching = conversation(turnOf({ kind: "searching" }, "How long are backups kept?"));
  for (const reducedMotion of [false, true]) {
    await withPanel({ conversation: searching, reducedMotion }, async ({ page }) => {
      await page.getByText("Searching your documents…").waitFor();
      const moving = await page.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === "running").length,
      );
      assert.equal(moving === 0, reducedMotion, `${moving} animations`);
    });
  }
});
