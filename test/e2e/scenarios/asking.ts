import assert from "node:assert/strict";
import path from "node:path";
import type { Locator } from "playwright-core";
import { formatConfidence } from "../../../client/webview/text/answerText.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, placesOf, sentencesOf, untilAnswered, visiblePanel, type ChatPanel } from "../product/chatPanel.ts";
import { commandLineAnswer } from "../product/commandLine.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { untilStored } from "../product/storage.ts";
import { untilSelected } from "../product/selection.ts";
import { until } from "../product/until.ts";

const english = "How long are backups kept?";
const russian = "Сколько дней хранится резервная копия?";
const hebrew = "מי מרכזת את המתנדבים ומה מספר השלוחה שלה?";
const hebrewWithCode = "באיזו פקודה מדפיסים מדבקות לארגזים?";
const unanswerable = "Where may I park my car at the Leeds office?";
const stickers = "# מדבקות\n\nאת המדבקות לארגזים מדפיסים בפקודה `crate-label --print` במחשב שליד הדלת.\n";

/** Questions from the palette and by keyboard alone, answers in three languages, citations that open, no answer, a reload. */
export const scenario: Scenario = {
  name: "asking",
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context, { "he/stickers.md": stickers });
    const { window } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);
    await window.screenshot("asking-welcome");

    const turn = await panel.ask(english);
    assert.deepEqual(await placesOf(turn), ["en/backups.md:19"]);
    const [sentence = ""] = await sentencesOf(turn);
    assert.match(sentence, /^Backups are kept for 35 days/);
    await turn.locator(".chip").first().click();
    await untilSelected(window, path.join(folder, "en/backups.md"), sentence);
    await window.screenshot("asking-citation-opened");

    await byKeyboardAlone(window, panel, folder);
    assert.deepEqual(await placesOf(await panel.ask(russian)), ["ru/backups.md:19"]);
    await answersInHebrew(window, panel, folder);
    await saysThatThereIsNoAnswer(window, panel);
    await saysTheSameAsTheCommandLine(panel, folder);
    await showItsLooks(window, panel);
    await survivesReload(window, panel);
  },
};

async function byKeyboardAlone({ page, ...window }: Workbench, panel: ChatPanel, folder: string): Promise<void> {
  const question = "When are orphan boxes opened?";
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+A");
  await panel.frame.locator("textarea:focus").waitFor();
  // The words selected just before are offered; typing takes their place.
  await until(
    "the selection is offered",
    () => panel.box.inputValue(),
    (draft) => draft.startsWith("Backups are kept"),
  );
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  const turn = await untilAnswered(panel.turn(question));
  const chip = turn.locator(".chip:focus");
  for (let presses = 0; presses < 30 && (await chip.count()) === 0; presses++) await page.keyboard.press("Shift+Tab");
  await panel.frame.getByRole("tooltip").getByText("reference/glossary.md").waitFor();
  await window.screenshot("asking-citation-card");
  await page.keyboard.press("Enter");
  // Going back from the box, the last chip comes first.
  const sentence = (await sentencesOf(turn)).at(-1) ?? "";
  await untilSelected({ page, ...window }, path.join(folder, "reference/glossary.md"), sentence);
}

const styleOf = (element: Locator, property: "direction" | "unicodeBidi"): Promise<string> =>
  element.evaluate((node, name) => getComputedStyle(node)[name], property);

async function answersInHebrew(window: Workbench, panel: ChatPanel, folder: string): Promise<void> {
  const turn = await panel.ask(hebrew);
  const [sentence = ""] = await sentencesOf(turn);
  assert.match(sentence, /רותם אשכנזי, שלוחה 422/);
  assert.equal(await styleOf(turn.locator(".question"), "direction"), "rtl");
  assert.equal(await styleOf(turn.locator(".answer > *").first(), "direction"), "rtl");
  assert.match(await styleOf(turn.locator(".answer bdi:has(.chip)").first(), "unicodeBidi"), /isolate/);
  assert.equal(await styleOf(turn.locator(".source .place").first(), "direction"), "ltr");
  // The chip stands after the last word: to its left.
  const lastLine = await turn.locator(".sentence").evaluate((node) => [...node.getClientRects()].at(-1)?.left ?? 0);
  const chip = await turn.locator(".chip").evaluate((node) => node.getBoundingClientRect().right);
  assert.ok(chip <= lastLine + 1, `The chip ends at ${chip}, the last line's words at ${lastLine}.`);
  await turn.locator(".chip").first().click();
  await untilSelected(window, path.join(folder, "he/volunteers.md"), sentence);
  await window.screenshot("asking-hebrew");

  const withCode = await panel.ask(hebrewWithCode);
  const code = withCode.locator(".answer code");
  assert.equal(await code.innerText(), "crate-label --print");
  assert.equal(await styleOf(code, "direction"), "ltr");
  assert.equal(await styleOf(withCode.locator(".answer > *").first(), "direction"), "rtl");
}

async function saysThatThereIsNoAnswer(window: Workbench, panel: ChatPanel): Promise<void> {
  const turn = await panel.ask(unanswerable);
  await turn.getByText("Your documents do not answer this.").waitFor();
  assert.equal(await turn.locator(".answer").count(), 0);
  const places = turn.getByRole("list", { name: "The nearest places" }).getByRole("button");
  assert.ok((await places.count()) > 0);
  const [place = ""] = await placesOf(turn);
  await places.first().click();
  await window.page.locator(`.tab.active[data-resource-name="${path.basename(place.split(":")[0] ?? "")}"]`).waitFor();
}

async function saysTheSameAsTheCommandLine(panel: ChatPanel, folder: string): Promise<void> {
  for (const question of [english, hebrew, unanswerable]) {
    const answer = await commandLineAnswer(question, folder);
    const turn = panel.turn(question);
    assert.deepEqual(
      await sentencesOf(turn),
      answer.sentences.map(({ text }) => text),
    );
    const places = answer.abstained ? answer.nearest : answer.citations;
    assert.deepEqual(
      await placesOf(turn),
      places.map((place) => `${place.path}:${place.startLine}`),
    );
    const freshness = await turn.locator(".freshness").innerText();
    assert.ok(freshness.includes(`confidence ${formatConfidence(answer.confidence, "en")}`), freshness);
  }
}

async function showItsLooks(window: Workbench, panel: ChatPanel): Promise<void> {
  for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
    await window.setTheme(theme);
    for (const [name, question] of Object.entries({ english, hebrew: hebrewWithCode, "no-answer": unanswerable })) {
      await panel.turn(question).scrollIntoViewIfNeeded();
      await window.screenshot(`asking-${name}-${theme.replaceAll(" ", "-")}`);
    }
  }
}

async function survivesReload(window: Workbench, panel: ChatPanel): Promise<void> {
  const questions = await panel.frame.locator(".question").allInnerTexts();
  const draft = "מה שעות הפתיחה של";
  await panel.box.fill(draft);
  await untilStored(window, draft);
  await window.reload();
  const restored = await visiblePanel(window);
  await restored.turn(unanswerable).waitFor();
  assert.deepEqual(await restored.frame.locator(".question").allInnerTexts(), questions);
  assert.equal(await restored.box.inputValue(), draft);
  await window.screenshot("asking-reloaded");
  await restored.turn(english).locator(".chip").first().click();
  await window.page.locator('.tab.active[data-resource-name="backups.md"]').waitFor();
}
